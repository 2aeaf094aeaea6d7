package dev.oneway.http;

import dev.oneway.run.Traffic;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A body that may be read slowly but must not arrive slowly: the time spent waiting for its bytes
 * is bounded, however many single bytes it drips, for each piece and as a whole. The reader's own
 * time doesn't count, and each {@link #restart()} begins a new piece.
 */
final class PatientStream extends FilterInputStream {
  private final CallClock clock;
  private final Traffic traffic;
  private long pieceNanos;

  PatientStream(InputStream in, CallClock clock, Traffic traffic) {
    super(in);
    this.clock = clock;
    this.traffic = traffic;
    this.pieceNanos = clock.perPiece().toNanos();
  }

  /** What was waited for has arrived; the next piece of work begins. */
  void restart() {
    pieceNanos = clock.perPiece().toNanos();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (pieceNanos <= 0) {
      throw new SocketTimeoutException(CallClock.SLOW);
    }
    long begin = System.nanoTime();
    int read = clock.within(Duration.ofNanos(pieceNanos), () -> in.read(bytes, offset, length));
    pieceNanos -= System.nanoTime() - begin;
    traffic.received(Math.max(read, 0));
    return read;
  }

  /**
   * Leaves that to the {@link Answer}: a parser closes what it read, and closing a body would read
   * the rest of it, however long that takes.
   */
  @Override
  public void close() {
    // See above.
  }

  /** Reads what is left. */
  void drain() throws IOException {
    byte[] left = new byte[8192];
    while (read(left, 0, left.length) >= 0) {
      restart();
    }
  }
}
