package dev.oneway.destination.http.template;

import dev.oneway.record.Row;

/** Gives a template's placeholders their values. */
@FunctionalInterface
public interface Values {
  /**
   * @return a value as a record holds it, a List or a Map of such; null for null; {@link
   *     Row#ABSENT} where there is none
   */
  Object of(Placeholder placeholder);
}
