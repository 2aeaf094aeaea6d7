package dev.oneway.http.paging;

import com.fasterxml.jackson.core.JsonPointer;
import dev.oneway.record.Version;
import dev.oneway.run.FatalException;
import dev.oneway.run.Run;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * A read that goes by time: whenever a page ends at a later time than it began with, the next one
 * is a new question from that time on. So it passes a vendor's cap on the results of one question,
 * and a record that changes while we read, and moves to the end, doesn't push its successors out of
 * the pages to come.
 *
 * <p>Immutable; threads may share it.
 *
 * @param at the time in a record, by which the records come sorted
 * @param size how many records of one and the same time the server gives before it refuses
 */
public record Window(JsonPointer at, long size, WindowFormat format) {

  /**
   * Where the first window begins: the run's {@code since}; 1970 when that is a number.
   *
   * @throws FatalException when it isn't set
   */
  public Instant start(Exchange exchange) {
    String since = exchange.getProperty(Run.SINCE_PROPERTY, "", String.class);
    try {
      Version version = Version.parse(since);
      return format.rounded(
          version.kind() == Version.Kind.INSTANT ? version.instant() : Instant.EPOCH);
    } catch (DateTimeException e) {
      throw new FatalException(
          "the window has no start: ${exchangeProperty.since} is no time in this exchange. Read inside of a flow, or set it before this step.",
          e);
    }
  }

  /**
   * A record's time, as precisely as a window's start is written.
   *
   * @throws FatalException when it has none
   */
  Instant time(Map<String, Object> record) {
    Object value = record;
    for (JsonPointer step = at; !step.matches(); step = step.tail()) {
      value = value instanceof Map<?, ?> map ? map.get(step.getMatchingProperty()) : null;
    }
    return format
        .read(value)
        .orElseThrow(
            () ->
                new FatalException(
                    "a record has no time at %s, so nobody can tell where the next window begins. Check the options window and windowFormat."
                        .formatted(at)));
  }
}
