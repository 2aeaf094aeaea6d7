package dev.oneway.http.paging;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where things are in each page. Immutable; threads may share it.
 *
 * @param names what the options are called that say so
 * @param records the array of records; empty when the document is that array
 * @param next what tells the next page
 * @param end the boolean that tells the last page
 * @param count the number of records of the whole read
 * @param total the number of records there are, with which the read ends
 */
public record PagePointers(
    OptionNames names,
    JsonPointer records,
    Optional<JsonPointer> next,
    Optional<JsonPointer> end,
    Optional<JsonPointer> count,
    Optional<JsonPointer> total) {

  /** Those beside the records. */
  Stream<JsonPointer> wanted() {
    return Stream.of(next, end, count, total).flatMap(Optional::stream);
  }

  /** Whether the one is on the way to the other, or is the other. */
  static boolean leadsTo(JsonPointer here, JsonPointer there) {
    return here.equals(there) || there.toString().startsWith(here + "/");
  }
}
