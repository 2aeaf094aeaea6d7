package dev.oneway.flow;

import dev.oneway.fault.FaultsException;
import dev.oneway.governance.FlowFile;
import dev.oneway.mapping.MappingFile;
import dev.oneway.mapping.model.MappingModel;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads all flows of a folder without loading any, whatever the settings are. */
public final class FlowFiles {
  private FlowFiles() {}

  /**
   * The flows with their mappings. A mapping that has faults is left out: its flow can't run.
   *
   * @param routes the folder with the route files
   * @param mappings the folder with the mapping files
   */
  public static List<FlowFile> in(Path routes, Path mappings) {
    return FlowLoader.filesIn(routes).stream()
        .map(
            file ->
                new FlowFile(
                    FlowLoader.nameOf(file),
                    file.toString(),
                    mappingsOf(file, mappings),
                    FlowSides.of(file)))
        .toList();
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
