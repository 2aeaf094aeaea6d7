package dev.oneway.flow;

import dev.oneway.fault.FaultsException;
import dev.oneway.governance.FlowFile;
import dev.oneway.governance.FlowFile.Sides;
import dev.oneway.mapping.MappingFile;
import dev.oneway.mapping.model.MappingModel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads all flows of a folder without loading any, whatever the settings are. */
public final class FlowFiles {
  private static final Pattern COMMA = Pattern.compile(",");

  private FlowFiles() {}

  /**
   * The flows with their mappings. A mapping that has faults is left out: its flow can't run.
   *
   * @param routes the folder with the route files
   * @param mappings the folder with the mapping files
   */
  public static List<FlowFile> in(Path routes, Path mappings) {
    List<Path> files = FlowLoader.filesIn(routes);
    Map<String, Set<List<String>>> envelopesOfInbox = new HashMap<>();
    for (Path file : files) {
      List<List<String>> envelopes = FlowSides.of(file).envelopes();
      inboxesIn(file)
          .forEach(
              inbox ->
                  envelopesOfInbox
                      .computeIfAbsent(inbox, name -> new LinkedHashSet<>())
                      .addAll(envelopes));
    }
    return files.stream().map(file -> flow(file, mappings, envelopesOfInbox)).toList();
  }

  /** A flow that delivers from an inbox has the records of those that fill it. */
  private static FlowFile flow(
      Path file, Path mappings, Map<String, Set<List<String>>> envelopesOfInbox) {
    Sides own = FlowSides.of(file);
    Set<List<String>> envelopes = new LinkedHashSet<>(own.envelopes());
    inboxesIn(file).forEach(inbox -> envelopes.addAll(envelopesOfInbox.get(inbox)));
    Sides sides =
        new Sides(
            List.copyOf(envelopes), own.reads(), own.writes(), own.tables(), own.permissions());
    return new FlowFile(
        FlowLoader.nameOf(file),
        file.toString(),
        mappingsOf(file, mappings),
        ledgersIn(file),
        sides);
  }

  private static List<String> ledgersIn(Path file) {
    return RouteSteps.in(file).stream()
        .filter(step -> step.scheme().equals("dedup"))
        .map(RouteSteps.Step::path)
        .distinct()
        .toList();
  }

  /** The inboxes a file fills or delivers from; one step may name several. */
  private static Stream<String> inboxesIn(Path file) {
    return RouteSteps.in(file).stream()
        .filter(step -> step.scheme().equals("inbox"))
        .flatMap(step -> COMMA.splitAsStream(step.path()));
  }

  private static List<MappingModel> mappingsOf(Path file, Path folder) {
    return FlowMappings.in(file).stream().flatMap(name -> model(folder, name)).toList();
  }

  private static Stream<MappingModel> model(Path folder, String name) {
    try {
      return Stream.of(MappingFile.compile(folder, name, MappingFile.EXAMPLE_SETTINGS).model());
    } catch (FaultsException e) {
      return Stream.empty();
    }
  }
}
