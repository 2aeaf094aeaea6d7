package dev.oneway.cli;

import dev.oneway.app.Application;
import dev.oneway.run.HeldBatches;
import java.util.List;
import java.util.stream.Collectors;

/** What of a flow waits for somebody's word, in words. */
final class WaitingBatches {
  private WaitingBatches() {}

  /** Says that nothing of a run waits, and what does. */
  static String none(Application application, String flow, String run) {
    List<HeldBatches.Batch> waiting = application.books().held().waiting(flow);
    String what =
        waiting.isEmpty()
            ? "Nothing of the flow does; see `oneway alerts`."
            : waiting.stream()
                .map(batch -> "`%s` (%,d records)".formatted(batch.run(), batch.records()))
                .collect(Collectors.joining(", ", "What waits is of ", "."));
    return "Nothing of the run `%s` of `%s` waits for approval. %s".formatted(run, flow, what);
  }
}
