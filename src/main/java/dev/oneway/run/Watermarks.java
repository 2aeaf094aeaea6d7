package dev.oneway.run;

import dev.oneway.record.Version;
import dev.oneway.state.StateStore;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How far each flow has come in its source. */
final class Watermarks {
  private final StateStore store;

  Watermarks(StateStore store) {
    this.store = store;
  }

  Optional<Version> of(String flow) {
    return store.inTransaction(
        handle ->
            handle
                .createQuery("SELECT position FROM watermark WHERE flow = ?")
                .bind(0, flow)
                .mapTo(String.class)
                .findOne()
                .map(Version::parse));
  }

  /** All of them, by flow. */
  Map<String, Version> all() {
    return store.inTransaction(
        handle ->
            handle
                .createQuery("SELECT flow, position FROM watermark")
                .mapToMap(String.class)
                .stream()
                .collect(
                    Collectors.toMap(
                        row -> row.get("flow"), row -> Version.parse(row.get("position")))));
  }

  /**
   * Moves the watermark to the highest version the run has seen, never back, and never past the
   * run's start: one record dated in the future must not hide all that come after it.
   */
  Optional<Version> advance(Run run) {
    Optional<Version> reached = run.highest().map(highest -> notAfter(highest, run));
    Optional<Version> before = of(run.flow());
    if (reached.isEmpty() || (before.isPresent() && !ahead(reached.get(), before.get()))) {
      return Optional.empty();
    }
    store.useTransaction(
        handle ->
            handle.execute(
                "INSERT INTO watermark (flow, position, run_id) VALUES (?, ?, ?) ON CONFLICT (flow)"
                    + " DO UPDATE SET position = excluded.position, run_id = excluded.run_id",
                run.flow(),
                reached.get().toString(),
                run.id()));
    return reached;
  }

  private static Version notAfter(Version highest, Run run) {
    if (highest.kind() == Version.Kind.NUMBER) {
      return highest;
    }
    Version start = Version.of(run.startedAt());
    return highest.compareTo(start) > 0 ? start : highest;
  }

  /** A mapping that changed its changedAt from times to numbers starts a new history. */
  private static boolean ahead(Version reached, Version before) {
    return reached.kind() != before.kind() || reached.compareTo(before) > 0;
  }
}
