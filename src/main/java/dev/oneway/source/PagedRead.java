package dev.oneway.source;

import dev.oneway.http.Backoff;
import dev.oneway.http.HttpChannel;
import dev.oneway.run.FatalException;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Traffic;
import java.io.Closeable;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * All records of a paged HTTP read as one iterator. Fetches nothing before the first record is
 * asked for, and no page before its predecessor is used up; holds one record at a time.
 *
 * <p>What may heal is tried again as long as nothing of the page was handed out. A page that breaks
 * off later fails the read. A read that failed, or was closed before its end, throws from then on:
 * it never looks as if it had come to its end.
 *
 * <p>Not to be shared between threads.
 */
public final class PagedRead implements Iterator<Map<String, Object>>, Closeable {
  private final PageSequence sequence;
  private final PagePointers pointers;
  private final HttpChannel channel;
  private final Backoff backoff;
  private final Traffic traffic;

  private OpenPage page;
  private boolean begun;
  private boolean ended;
  private RuntimeException failure;

  /**
   * @param traffic counts what the read costs
   */
  PagedRead(
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
   * @throws SourceFailedException when the source broke off and may work later
   * @throws FatalException when somebody must change an option, a setting or a right
   */
  @Override
  public boolean hasNext() {
    return guarded(
        () -> {
          while (!ended && !waits()) {
            turn();
          }
          return !ended;
        });
  }

  /**
   * @throws SourceFailedException as {@link #hasNext()}
   * @throws FatalException as {@link #hasNext()}
   */
  @Override
  public Map<String, Object> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return guarded(
        () -> {
          Map<String, Object> record = page.read();
          sequence.handOut(record);
          return record;
        });
  }

  /** Whether the page has a record to hand out; leaves out those it is known to have handed out. */
  private boolean waits() throws RetriableException {
    while (page != null && page.hasNext()) {
      if (!sequence.knows(page.upcoming().orElseThrow())) {
        return true;
      }
      page.read();
    }
    return false;
  }

  private <T> T guarded(Backoff.Attempt<T> work) {
    if (failure != null) {
      throw failure;
    }
    try {
      return work.run();
    } catch (RetriableException e) {
      throw failed(new SourceFailedException(e));
    } catch (RuntimeException e) {
      throw failed(e);
    }
  }

  private RuntimeException failed(RuntimeException e) {
    failure = e;
    release();
    return e;
  }

  private void turn() throws RetriableException {
    if (!begun) {
      begun = true;
      open(sequence.first());
      return;
    }
    Optional<Question> next = sequence.after(page);
    release();
    if (next.isPresent()) {
      open(next.get());
    } else {
      ended = true;
    }
  }

  private void open(Question question) throws RetriableException {
    page = backoff.run(() -> OpenPage.open(channel, question, traffic, pointers));
  }

  /** Whether a record was asked for. */
  boolean begun() {
    return begun;
  }

  /** Drops the connection. Calling it again does nothing. */
  @Override
  public void close() {
    if (!ended && failure == null) {
      failure = new FatalException("the read was closed before its end");
    }
    release();
  }

  private void release() {
    if (page != null) {
      page.close();
      page = null;
    }
  }
}
