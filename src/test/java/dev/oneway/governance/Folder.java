package dev.oneway.governance;

import dev.oneway.flow.FlowFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder with flows, each of a route and a mapping of the same name. */
final class Folder {
  private final Path folder;

  Folder(Path folder) {
    this.folder = folder;
    write("routes/none.txt", "");
    write("mappings/none.txt", "");
  }

  /** A flow whose mapping is this text. */
  Folder flow(String name, String mapping) {
    write("mappings/" + name + ".yaml", mapping);
    return route(name, "mapping:" + name, "log:x");
  }

  Folder route(String name, String... steps) {
    StringBuilder text = new StringBuilder();
    text.append("- route:\n    id: %s\n    from:\n".formatted(name));
    text.append("      uri: timer:%s\n      steps:\n".formatted(name));
    for (String step : steps) {
      text.append("        - to: \"").append(step).append("\"\n");
    }
    return write("routes/" + name + ".camel.yaml", text.toString());
  }

  Folder write(String file, String text) {
    try {
      Path path = folder.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<FlowFile> flows() {
    return FlowFiles.in(folder.resolve("routes"), folder.resolve("mappings"));
  }

  Lineage lineage() {
    return Lineage.of(flows());
  }

  OneWayProof proof() {
    return OneWayProof.of(lineage());
  }

  /** The faults, with the folder's own path left out. */
  List<String> faults() {
    return proof().faults().stream()
        .map(fault -> fault.toString().replace(folder + "/", ""))
        .toList();
  }

  /** A mapping from one object to another with these lines for its fields. */
  static String mapping(String source, String destination, String... fields) {
    return keyed(source, destination, "id: id", fields);
  }

  static String keyed(String source, String destination, String key, String... fields) {
    String[] from = source.split(" ", 2);
    String[] to = destination.split(" ", 2);
    return """
        source: { system: %s, object: %s }
        destination: { system: %s, object: %s }
        key: { %s }
        fields:
          %s
        """
        .formatted(from[0], from[1], to[0], to[1], key, String.join("\n  ", fields));
  }
}
