package dev.oneway.deadletter;

import java.util.Optional;

/**
 * Which dead letters somebody wants to see.
 *
 * @param flow of this flow only
 * @param category of this category only
 * @param state in this state only
 * @param run that were refused last by this run only
 * @param text that have this in their key, field or reason, in whatever case
 * @param limit how many at most, at least 1
 */
public record DeadLetterFilter(
    Optional<String> flow,
    Optional<String> category,
    Optional<DeadLetter.State> state,
    Optional<String> run,
    Optional<String> text,
    int limit) {

  public DeadLetterFilter {
    if (limit < 1) {
      throw new IllegalArgumentException("the limit cannot be less than 1, but is " + limit);
    }
  }

  /** By whichever run they were refused, whatever they say. */
  public DeadLetterFilter(
      Optional<String> flow,
      Optional<String> category,
      Optional<DeadLetter.State> state,
      int limit) {
    this(flow, category, state, Optional.empty(), Optional.empty(), limit);
  }

  /** All that wait, of any flow and category. */
  public static DeadLetterFilter waiting(int limit) {
    return new DeadLetterFilter(
        Optional.empty(), Optional.empty(), Optional.of(DeadLetter.State.WAITING), limit);
  }

  public DeadLetterFilter ofFlow(String name) {
    return new DeadLetterFilter(Optional.of(name), category, state, run, text, limit);
  }
}
