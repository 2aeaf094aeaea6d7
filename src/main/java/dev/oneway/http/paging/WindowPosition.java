package dev.oneway.http.paging;

import dev.oneway.run.FatalException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How far a read has come in its windows. Of the records it keeps digests only, and only of those
 * with the last time. Not to be shared between threads.
 */
public final class WindowPosition {
  private final Window window;
  private final Set<RecordDigest> handedOutAtLast = new HashSet<>();
  private Instant start;
  private Instant last;
  private long largestPage;

  /**
   * @param start of the first window
   */
  public WindowPosition(Window window, Instant start) {
    this.window = window;
    this.start = start;
  }

  /** As it is sent. */
  String start() {
    return window.format().write(start);
  }

  /**
   * Whether the record was handed out already, in this window or the one before it.
   *
   * @throws FatalException when it is out of order: others may be missing then
   */
  boolean knows(Map<String, Object> record) {
    Instant time = window.time(record);
    if (last != null && time.isBefore(last)) {
      throw new FatalException(
          "a record of %s comes after one of %s, so others may be missing. Sort the records by %s, the earliest first, in query or body."
              .formatted(time, last, window.at()));
    }
    return time.equals(last) && handedOutAtLast.contains(RecordDigest.of(record));
  }

  /** Notes a record before anybody can change it. */
  void handOut(Map<String, Object> record) {
    Instant time = window.time(record);
    if (!time.equals(last)) {
      handedOutAtLast.clear();
      last = time;
    }
    handedOutAtLast.add(RecordDigest.of(record));
  }

  /**
   * At the end of a page: begins a new window where the read has come to, if it has moved at all.
   *
   * @param more whether this window has another page
   * @return false when this window goes on, or was the last
   * @throws FatalException when this window can neither go on nor be left
   */
  boolean moveOn(ReadPage page, boolean more) {
    largestPage = Math.max(largestPage, page.records());
    boolean full = page.recordsSoFar() >= window.size();
    if (last == null || (!more && !full)) {
      return false;
    }
    if (last.isAfter(start)) {
      start = last;
      return true;
    }
    requireHeeded(page);
    if (full || page.recordsSoFar() + largestPage > window.size()) {
      throw new FatalException(
          "%s gives %d records of one and the same time, %s, and no more than windowSize=%d of them can be read. Narrow the question, or change some of these records."
              .formatted(page.question().call(), page.recordsSoFar(), last, window.size()));
    }
    return false;
  }

  private void requireHeeded(ReadPage page) {
    if (last.isBefore(start)) {
      throw new FatalException(
          "%s gives records from before %s, where its window begins. Ask for %s from ${window} on, in query or body."
              .formatted(page.question().call(), start, window.at()));
    }
  }
}
