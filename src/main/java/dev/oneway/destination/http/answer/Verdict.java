package dev.oneway.destination.http.answer;

import dev.oneway.run.FailureCategory;
import java.util.Optional;

/** What an answer says of one record that was sent. */
public sealed interface Verdict {

  /**
   * The vendor has it.
   *
   * @param created whether it made a new one; empty when the answer doesn't say
   */
  record Taken(Optional<String> id, Optional<Boolean> created) implements Verdict {}

  /**
   * The vendor says no.
   *
   * @param words the vendor's own, not yet fit to be shown
   * @param byCode whether one of the vendor's codes says so, and not the status alone
   */
  record Refused(FailureCategory category, String words, Optional<String> field, boolean byCode)
      implements Verdict {}

  /**
   * It can't be told whether the vendor has it.
   *
   * @param why without a full stop
   */
  record Unclear(String why) implements Verdict {}
}
