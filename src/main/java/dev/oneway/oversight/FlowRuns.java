package dev.oneway.oversight;

import dev.oneway.run.Run;
import dev.oneway.run.RunKind;
import java.util.EnumSet;
import java.util.Set;

/** The runs by which a flow does its daily work. */
final class FlowRuns {
  /** Those that read a source on their own. */
  static final Set<RunKind> READING = EnumSet.of(RunKind.SCHEDULED, RunKind.ONCE);

  private FlowRuns() {}

  static boolean isReading(Run run) {
    return READING.contains(run.kind());
  }

  static boolean isDaily(Run run) {
    return isReading(run) || run.kind() == RunKind.INBOX;
  }
}
