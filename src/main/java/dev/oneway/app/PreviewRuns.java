package dev.oneway.app;

import dev.oneway.flow.Flow;
import dev.oneway.flow.FlowMappings;
import dev.oneway.preview.Plan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs of one flow that look before they write, or look only. The flow was loaded to be called: at
 * its beginning for a plan, behind its source for a plan's application.
 */
public final class PreviewRuns {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Application application;
  private final Flow flow;

  public PreviewRuns(Application application, Flow flow) {
    this.application = application;
    this.flow = flow;
  }

  /**
   * Plans the flow.
   *
   * @param out the plan's file; empty for one in the folder of plans
   * @param samples how many records of each sort are kept to be shown
   */
  public Plan plan(Optional<Path> out, int samples) {
    Path file = out.orElseGet(this::newFile);
    return Plan.make(
        flow.name(), file, files(), samples, errand -> application.call(flow.name(), errand, null));
  }

  /** Delivers what a plan of this flow has shown. */
  public Plan.Applied apply(Path plan, int samples) {
    return Plan.apply(
        plan,
        files(),
        samples,
        (errand, records) -> application.call(flow.name(), errand, records));
  }

  /** The files that say what the flow does. */
  private List<Path> files() {
    List<Path> files = new ArrayList<>(List.of(flow.file()));
    Path mappings = application.house().mappings();
    FlowMappings.in(flow.file()).forEach(name -> files.add(mappings.resolve(name + ".yaml")));
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
