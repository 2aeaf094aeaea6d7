package dev.oneway.http;

import dev.oneway.run.Traffic;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A body that may be read slowly but must not arrive slowly: the time spent waiting for its bytes
 * is bounded, however many single bytes it drips. The reader's own time doesn't count, and each
 * {@link #restart()} grants the bound anew.
 */
final class PatientStream extends FilterInputStream {
  private final Duration patience;
  private final Traffic traffic;
  private long waitedNanos;

  PatientStream(InputStream in, Duration patience, Traffic traffic) {
    super(in);
    this.patience = patience;
    this.traffic = traffic;
  }

  /** What was waited for has arrived; the next piece of work begins. */
  void restart() {
    waitedNanos = 0;
  }

  @Override
  public int read() throws IOException {
    long begin = System.nanoTime();
    int read = in.read();
    traffic.received(read < 0 ? 0 : 1);
    waited(begin);
    return read;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    long begin = System.nanoTime();
    int read = in.read(bytes, offset, length);
    traffic.received(Math.max(read, 0));
    waited(begin);
    return read;
  }

  private void waited(long begin) throws SocketTimeoutException {
    waitedNanos += System.nanoTime() - begin;
    if (waitedNanos > patience.toNanos()) {
      throw new SocketTimeoutException("it arrives too slowly");
    }
  }
}
