package dev.oneway.run;

import dev.oneway.record.MappedRecord;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a run is for, where somebody asks for one that isn't scheduled.
 *
 * @param flow whose run it is; empty for the flow of the route that is called
 * @param since where the source is read from; empty for the watermark
 * @param scope which of the mapped records the run is about; the others are filtered
 * @param scrutiny looks at the records; empty for a run that delivers them all
 */
public record Errand(
    RunKind kind,
    Optional<String> flow,
    Optional<String> since,
    Predicate<MappedRecord> scope,
    Optional<Scrutiny> scrutiny) {

  /** An ordinary run of this kind. */
  public static Errand of(RunKind kind) {
    return new Errand(kind, Optional.empty(), Optional.empty(), record -> true, Optional.empty());
  }

  /** A run whose records are looked at. */
  public static Errand of(RunKind kind, Scrutiny scrutiny) {
    return new Errand(
        kind, Optional.empty(), Optional.empty(), record -> true, Optional.of(scrutiny));
  }

  public Errand of(String otherFlow) {
    return new Errand(kind, Optional.of(otherFlow), since, scope, scrutiny);
  }

  /**
   * The same with the source read from there on.
   *
   * @param version as {@link dev.oneway.record.Version#toString()} writes it
   */
  public Errand since(String version) {
    return new Errand(kind, flow, Optional.of(version), scope, scrutiny);
  }

  public Errand about(Predicate<MappedRecord> records) {
    return new Errand(kind, flow, since, records, scrutiny);
  }
}
