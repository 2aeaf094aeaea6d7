package dev.oneway.preview;

import dev.oneway.run.Errand;
import dev.oneway.run.Fate;
import dev.oneway.run.KeySet;
import dev.oneway.run.RunKind;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What a flow would do now: made by a run that reads, maps, asks the ledger and compares with the
 * destination, and writes nothing but the plan's file.
 *
 * @param run that made it
 * @param file empty when the run has failed
 * @param tally what it would do, and some of it
 * @param overLimit where more is gone at the source than a run removes without asking
 */
public record Plan(
    RunSummary run, Optional<Path> file, Tally<Fate> tally, List<OverLimit> overLimit) {

  /**
   * Plans a flow.
   *
   * @param file where the plan goes; one that is there is replaced
   * @param files those that say what the flow does
   * @param samples how many records of each sort are kept to be shown
   * @param call runs the flow from its source on
   */
  public static Plan make(
      String flow, Path file, List<Path> files, int samples, Function<Errand, RunSummary> call) {
    Tally<Fate> tally = new Tally<>(Fate.class, samples);
    PlanHeader header = new PlanHeader(flow, Instant.now(), FileDigests.of(files));
    try (PlanWriter writer = new PlanWriter(file, header)) {
      Planning planning = new Planning(writer, tally);
      RunSummary run = call.apply(Errand.of(RunKind.PLAN, planning));
      boolean whole = run.state() == RunState.DONE;
      if (whole) {
        writer.finish();
      }
      return new Plan(
          run, whole ? Optional.of(file) : Optional.empty(), tally, planning.overLimit());
    }
  }

  /**
   * The flow a plan is of.
   *
   * @throws UnusablePlanException when the file is no plan
   */
  public static PlanHeader header(Path file) {
    try (PlanReader reader = new PlanReader(file)) {
      return reader.header();
    }
  }

  /** What the records alone don't say. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    long missing = tally.of(Fate.HELD);
    if (missing > 0) {
      notes.add(
          "%,d missing at the source. A run removes them, within the limit; no plan does."
              .formatted(missing));
    }
    overLimit.forEach(over -> notes.add(over.inWords()));
    return notes;
  }

  /** The first records of a plan, those that would be rejected included. */
  public static List<PlannedRecord> records(Path file, int most) {
    try (PlanReader reader = new PlanReader(file)) {
      List<PlannedRecord> records = new ArrayList<>();
      while (records.size() < most && reader.hasNext()) {
        records.add(reader.next());
      }
      return records;
    }
  }

  /**
   * Delivers what a plan has shown; can be done again after it was cut off.
   *
   * @param files those that say what the flow does now
   * @param call runs the flow with these source records
   * @throws UnusablePlanException when the files aren't those the plan was made with
   */
  public static Applied apply(
      Path file, List<Path> files, int samples, BiFunction<Errand, Object, RunSummary> call) {
    Tally<Fate> tally = new Tally<>(Fate.class, samples);
    try (PlanReader reader = new PlanReader(file);
        KeySet written = new KeySet()) {
      requireSame(reader.header().files(), FileDigests.of(files));
      Applying applying = new Applying(reader, tally, written);
      RunSummary run = call.apply(Errand.of(RunKind.APPLY, applying), applying);
      return new Applied(run, tally);
    }
  }

  /**
   * A plan's application.
   *
   * @param tally what was left alone because the destination's record has changed since the plan
   */
  public record Applied(RunSummary run, Tally<Fate> tally) {}

  private static void requireSame(Map<String, String> then, Map<String, String> now) {
    now.forEach(
        (file, digest) -> {
          if (!digest.equals(then.get(file))) {
            throw new UnusablePlanException(file + " has changed since it was made");
          }
        });
    if (!now.keySet().equals(then.keySet())) {
      throw new UnusablePlanException("the flow is made of other files now");
    }
  }
}
