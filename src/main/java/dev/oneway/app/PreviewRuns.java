package dev.oneway.app;

import dev.oneway.destination.Listable;
import dev.oneway.flow.Flow;
import dev.oneway.flow.FlowMappings;
import dev.oneway.flow.Preview;
import dev.oneway.flow.Preview.Outlet;
import dev.oneway.mapping.MappingFile;
import dev.oneway.preview.Drift;
import dev.oneway.preview.Plan;
import dev.oneway.preview.PreviewPage;
import dev.oneway.preview.Reports;
import dev.oneway.record.Version;
import dev.oneway.run.Books;
import dev.oneway.run.Errand;
import dev.oneway.run.RetriableException;
import dev.oneway.run.RunKind;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.run.Traffic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs of one flow that look before they write, or look only. The flow was loaded to be called: at
 * its beginning for a plan, behind its source for a plan's application.
 */
public final class PreviewRuns {
  /** How many records of each sort a page shows where nobody says. */
  static final int SHOWN = 200;

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Application application;
  private final Flow flow;

  public PreviewRuns(Application application, Flow flow) {
    this.application = application;
    this.flow = flow;
  }

  /**
   * Plans the flow, and keeps a page of it.
   *
   * @param out the plan's file; empty for one in the folder of plans
   * @param samples how many records of each sort are kept to be shown
   */
  public Plan plan(Optional<Path> out, int samples) {
    Path file = out.orElseGet(this::newFile);
    Plan plan =
        Plan.make(
            flow.name(),
            file,
            files(),
            samples,
            errand -> application.call(flow.name(), errand, null));
    if (plan.file().isPresent()) {
      application.reports().keep(Reports.Kind.PLAN, plan.run(), PreviewPage.of(plan));
    }
    return plan;
  }

  /** Delivers what a plan of this flow has shown. */
  public Plan.Applied apply(Path plan, int samples) {
    return Plan.apply(
        plan,
        files(),
        samples,
        (errand, records) -> application.call(flow.name(), errand, records));
  }

  /**
   * Compares what the destination holds with what was delivered, and keeps what was found.
   *
   * @param repair whether what differs is delivered once more
   * @throws RetriableException when the destination can't be listed now
   */
  public Drift drift(boolean repair, int samples) throws RetriableException {
    Preview preview = application.previewOf(flow.name());
    Drift drift =
        Drift.find(
            flow.name(),
            repair,
            preview.ledgers(),
            application.ledgerKeys(),
            keys -> list(preview.outlets(), keys),
            samples,
            errand -> application.call(flow.name(), errand, null));
    application.driftLog().keep(drift);
    if (drift.run().state() == RunState.DONE) {
      application.reports().keep(Reports.Kind.DRIFT, drift.run(), PreviewPage.of(drift));
    }
    return drift;
  }

  /** Delivers a part of the source once more, through the same ledger. */
  public RunSummary backfill(Range range) {
    Errand errand =
        Errand.of(RunKind.BACKFILL)
            .since(range.from().map(Version::toString).orElse(Books.BEGINNING))
            .about(range::holds);
    return application.call(flow.name(), errand, null);
  }

  /** With records of several mappings in several destinations nobody knows whose each one is. */
  private static Optional<String> list(List<Outlet> outlets, Consumer<List<String>> keys)
      throws RetriableException {
    Optional<Listable> listable = outlets.get(0).destination().listable();
    if (outlets.size() > 1 || listable.isEmpty()) {
      return Optional.of("the destination doesn't list what it holds");
    }
    return listable.get().list(outlets.get(0).mapping().shape(), keys, new Traffic());
  }

  /** The files that say what the flow does. */
  private List<Path> files() {
    List<Path> files = new ArrayList<>(List.of(flow.file()));
    Path mappings = application.house().mappings();
    FlowMappings.in(flow.file()).forEach(name -> files.addAll(MappingFile.files(mappings, name)));
    return files;
  }

  private Path newFile() {
    String name = flow.name() + "-" + STAMP.format(Instant.now());
    Path folder = application.house().plans();
    Path file = folder.resolve(name + ".plan");
    for (int i = 2; Files.exists(file); i++) {
      file = folder.resolve(name + "-" + i + ".plan");
    }
    return file;
  }
}
