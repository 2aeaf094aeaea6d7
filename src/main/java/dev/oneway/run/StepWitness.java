package dev.oneway.run;

import java.util.Optional;

/** Told of each chunk a step has taken or, if it is the source, given; it must not throw. */
@FunctionalInterface
public interface StepWitness {
  /**
   * @param failure why it couldn't; its message may hold values of records
   */
  void took(Step step, long nanos, Optional<Throwable> failure);
}
