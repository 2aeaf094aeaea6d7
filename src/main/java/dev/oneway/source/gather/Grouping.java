package dev.oneway.source.gather;

import dev.oneway.http.paging.RecordPlace;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What records are put together by. Immutable; threads may share it.
 *
 * @param place where a record has what it has in common with others
 * @param name the member of the new record that gets it
 * @param member the member that gets the list
 * @param most how many records a group has at most
 */
record Grouping(RecordPlace place, String name, String member, int most) {
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /** The group of a record: people who type a name are careless with blanks. */
  Optional<String> of(Map<String, Object> record) {
    return place.text(record).map(text -> BLANKS.matcher(text.strip()).replaceAll(" "));
  }
}
