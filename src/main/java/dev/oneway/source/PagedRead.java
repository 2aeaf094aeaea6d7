package dev.oneway.source;

import com.fasterxml.jackson.core.JsonPointer;
import dev.oneway.http.Backoff;
import dev.oneway.http.HttpCall;
import dev.oneway.http.HttpChannel;
import dev.oneway.http.PrintableUrl;
import dev.oneway.run.FatalException;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Traffic;
import java.io.Closeable;
import java.net.URI;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

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
  private static final String JSON = "application/json";

  private final PageAddress address;
  private final JsonPointer records;
  private final Paging paging;
  private final HttpChannel channel;
  private final Traffic traffic;
  private final Backoff backoff;
  private final Set<URI> seen = new HashSet<>();

  private URI url;
  private OpenPage page;
  private Map<String, Object> first;
  private long pages;
  private long recordsBefore;
  private boolean ended;
  private RuntimeException failure;

  /**
   * @param records to the array of records in each page
   * @param traffic counts what the read costs
   */
  PagedRead(
      PageAddress address,
      JsonPointer records,
      Paging paging,
      HttpChannel channel,
      Backoff backoff,
      Traffic traffic) {
    this.address = address;
    this.records = records;
    this.paging = paging;
    this.channel = channel;
    this.traffic = traffic;
    this.backoff = backoff;
    this.url = paging.first(address);
  }

  /**
   * @throws SourceFailedException when the source broke off and may work later
   * @throws FatalException when somebody must change an option, a setting or a right
   */
  @Override
  public boolean hasNext() {
    return guarded(
        () -> {
          while (!ended && (page == null || !page.hasNext())) {
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
    return guarded(page::read);
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
    if (page != null) {
      ReadPage read = page.summary(pages, recordsBefore);
      recordsBefore = read.recordsSoFar();
      page.close();
      page = null;
      Optional<URI> next = paging.after(read, address);
      if (next.isEmpty()) {
        ended = true;
        release();
        return;
      }
      url = next.get();
    }
    open();
  }

  private void open() throws RetriableException {
    if (!seen.add(url)) {
      throw new FatalException(
          "GET %s was read before in this run and comes back as page %d: the paging runs in a circle. Check the option next."
              .formatted(PrintableUrl.of(url), pages + 1));
    }
    HttpCall call = HttpCall.get(url, JSON);
    page = backoff.run(() -> OpenPage.open(channel, call, traffic, records, paging.pointer()));
    pages++;
    requireProgress();
  }

  /** Equal first records on two pages we counted: the server doesn't know the parameter. */
  private void requireProgress() throws RetriableException {
    Map<String, Object> start = page.upcoming().orElse(null);
    if (paging.counts() && start != null && start.equals(first)) {
      throw new FatalException(
          "GET %s begins with the same record as the page before it: the server ignores the paging. Check the option next."
              .formatted(PrintableUrl.of(url)));
    }
    first = start;
  }

  /** Whether anything was asked for; a read that hasn't begun holds nothing to close. */
  boolean begun() {
    return !seen.isEmpty();
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
