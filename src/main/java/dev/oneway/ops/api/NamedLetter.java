package dev.oneway.ops.api;

import dev.oneway.deadletter.DeadLetter;
import dev.oneway.deadletter.DeadLetters;
import dev.oneway.ops.port.Call;
import dev.oneway.ops.port.RefusedCallException;
import java.util.Optional;

/** The dead letter that stands in a path for {@code :letter}, by its whole id. */
final class NamedLetter {
  private NamedLetter() {}

  /**
   * @throws RefusedCallException when there is none
   */
  static DeadLetter of(Call call, DeadLetters letters) {
    return found(call.path("letter"), letters)
        .filter(letter -> letter.id().equals(call.path("letter")))
        .orElseThrow(
            () -> RefusedCallException.notFound("There is no such dead letter, or no longer."));
  }

  /** With a beginning that several have in common, none is meant. */
  private static Optional<DeadLetter> found(String id, DeadLetters letters) {
    try {
      return letters.find(id);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
