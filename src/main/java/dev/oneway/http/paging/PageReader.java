package dev.oneway.http.paging;

import dev.oneway.http.Backoff;
import dev.oneway.http.Cancellation;
import dev.oneway.http.HttpChannel;
import dev.oneway.run.FatalException;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Traffic;
import java.io.Closeable;
import java.util.Map;
import java.util.Optional;

/**
 * Reads page after page, record after record, and holds one record at a time. What may heal is
 * tried again as long as nothing of the page was read; a page that breaks off later fails.
 *
 * <p>Belongs to one thread; any may {@link #cancel()}.
 */
public final class PageReader implements Closeable {
  private final PageSequence sequence;
  private final PagePointers pointers;
  private final HttpChannel channel;
  private final Backoff backoff;
  private final Traffic traffic;
  private final Cancellation cancellation = new Cancellation();

  private OpenPage page;

  /**
   * @param traffic counts what the read costs
   */
  public PageReader(
      PageSequence sequence,
      PagePointers pointers,
      HttpChannel channel,
      Backoff backoff,
      Traffic traffic) {
    this.sequence = sequence;
    this.pointers = pointers;
    this.channel = channel;
    this.backoff = backoff;
    this.traffic = traffic;
  }

  /**
   * Opens the next page, when the one before it was read to its end.
   *
   * @return false when that was the last one
   * @throws RetriableException when the source broke off and may work later
   * @throws FatalException when somebody must change an option, a setting or a right
   */
  public boolean turn() throws RetriableException {
    Optional<Question> next = page == null ? Optional.of(sequence.first()) : sequence.after(page);
    close();
    if (next.isPresent()) {
      page = backoff.run(() -> open(next.get()));
    }
    return next.isPresent();
  }

  private OpenPage open(Question question) throws RetriableException {
    return OpenPage.open(channel, question, traffic, cancellation, pointers);
  }

  /**
   * The page's next record, without those that were handed out before; empty at its end.
   *
   * @throws RetriableException as {@link #turn()}
   * @throws FatalException as {@link #turn()}
   */
  public Optional<Map<String, Object>> read() throws RetriableException {
    while (page.hasNext()) {
      Map<String, Object> record = page.upcoming().orElseThrow();
      boolean known = sequence.knows(record);
      page.read();
      if (!known) {
        sequence.handOut(record);
        return Optional.of(record);
      }
    }
    return Optional.empty();
  }

  /** How much of the page was read so far, in bytes. */
  public long position() {
    return page.position();
  }

  /** Ends whatever it waits for; nothing can be read any more. Threads may call it. */
  public void cancel() {
    cancellation.cancel();
  }

  /** Drops the connection. Calling it again does nothing. */
  @Override
  public void close() {
    if (page != null) {
      page.close();
      page = null;
    }
  }
}
