package dev.oneway.ops.api;

import dev.oneway.deadletter.DeadLetter;
import dev.oneway.deadletter.DeadLetters;
import dev.oneway.ops.port.Call;
import dev.oneway.ops.port.RefusedCallException;

/** The dead letter that stands in a path for {@code :letter}, by its whole id. */
final class NamedLetter {
  private NamedLetter() {}

  /**
   * @throws RefusedCallException when there is none
   */
  static DeadLetter of(Call call, DeadLetters letters) {
    return letters
        .find(call.path("letter"))
        .filter(letter -> letter.id().equals(call.path("letter")))
        .orElseThrow(
            () -> RefusedCallException.notFound("There is no such dead letter, or no longer."));
  }
}
