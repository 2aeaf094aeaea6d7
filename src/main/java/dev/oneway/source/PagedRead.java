package dev.oneway.source;

import dev.oneway.http.Backoff;
import dev.oneway.http.HttpChannel;
import dev.oneway.http.paging.PagePointers;
import dev.oneway.http.paging.PageReader;
import dev.oneway.http.paging.PageSequence;
import dev.oneway.run.FatalException;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Traffic;
import java.io.Closeable;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.slf4j.MDC;

/**
 * All records of a paged HTTP read as one iterator. Fetches nothing before the first record is
 * asked for. From then on a thread of its own reads ahead, so that the source's next page arrives
 * while the destination takes the last one: at most two pages, and at most 4 MB of them, are held.
 *
 * <p>What may heal is tried again as long as nothing of the page was read. A page that breaks off
 * later fails the read, after what was read before. A read that failed, or was closed before its
 * end, throws from then on: it never looks as if it had come to its end.
 *
 * <p>Used by one thread. Who has begun a read closes it, or reads it to its end.
 */
public final class PagedRead implements Iterator<Map<String, Object>>, Closeable {
  /** What can't be cancelled, as the request for a token, ends by itself. */
  private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(1);

  private final PageReader pages;
  private final ReadAhead ahead = new ReadAhead();
  private Thread reader;
  private boolean ended;
  private RuntimeException closed;

  /**
   * @param traffic counts what the read costs
   */
  PagedRead(
      PageSequence sequence,
      PagePointers pointers,
      HttpChannel channel,
      Backoff backoff,
      Traffic traffic) {
    this.pages = new PageReader(sequence, pointers, channel, backoff, traffic);
  }

  /**
   * @throws SourceFailedException when the source broke off and may work later
   * @throws FatalException when somebody must change an option, a setting or a right
   */
  @Override
  public boolean hasNext() {
    if (closed != null) {
      throw closed;
    }
    if (ended) {
      return false;
    }
    begin();
    try {
      ended = !ahead.awaitRecord(reader);
      return !ended;
    } catch (RuntimeException e) {
      closed = e;
      throw e;
    }
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
    return ahead.take();
  }

  private void begin() {
    if (reader == null) {
      Map<String, String> context = MDC.getCopyOfContextMap();
      reader = new Thread(() -> read(context), "read-ahead");
      reader.setDaemon(true);
      reader.start();
    }
  }

  /** The reader's work; whatever comes of it, the other thread is told. */
  private void read(Map<String, String> context) {
    if (context != null) {
      MDC.setContextMap(context);
    }
    Optional<Throwable> failure = Optional.empty();
    try (pages) {
      readAll();
    } catch (RetriableException e) {
      failure = Optional.of(new SourceFailedException(e));
    } catch (RuntimeException | Error e) {
      failure = Optional.of(e);
    } finally {
      ahead.end(failure);
    }
  }

  private void readAll() throws RetriableException {
    for (long page = 1; turn(page); page++) {
      long begin = 0;
      for (var record = pages.read(); record.isPresent(); record = pages.read()) {
        long end = pages.position();
        ahead.put(record.get(), page, end - begin);
        begin = end;
      }
    }
  }

  private boolean turn(long page) throws RetriableException {
    ahead.awaitPage(page);
    return pages.turn();
  }

  /** Whether a record was asked for. */
  boolean begun() {
    return reader != null;
  }

  /** Stops reading and drops the connection. Calling it again does nothing. */
  @Override
  public void close() {
    if (ended || closed != null) {
      return;
    }
    closed = new FatalException("the read was closed before its end");
    ahead.close();
    if (reader != null) {
      dismiss();
    }
  }

  private void dismiss() {
    pages.cancel();
    reader.interrupt();
    try {
      reader.join(LONGEST_FAREWELL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
