package dev.oneway.mapping.model;

import dev.oneway.fault.Nearest;
import dev.oneway.mapping.yaml.FaultList;
import dev.oneway.mapping.yaml.TextFile;
import dev.oneway.mapping.yaml.YamlFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/** The files with value maps that a mapping file names; each is read once. */
final class ValueFiles {
  private static final String CSV = ".csv";
  private static final List<String> ENDINGS = List.of(CSV, ".yaml", ".yml");
  private static final String UP = "..";

  private final Path folder;
  private final FaultList faults;
  private final Map<Path, Optional<ValueTable>> tables = new HashMap<>();

  /**
   * @param folder of the mapping file
   * @param faults of the mapping file
   */
  ValueFiles(Path folder, FaultList faults) {
    this.folder = folder;
    this.faults = faults;
  }

  /** Whether it is the name of a file rather than of a value map. */
  static boolean isFileName(String name) {
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  /**
   * The value map in a file; empty, with a fault, when it can't be used.
   *
   * @param node names the file, beginning at the mapping file's folder
   */
  Optional<ValueTable> table(String name, Node node) {
    return inFolder(name, node).flatMap(path -> table(path, node));
  }

  private Optional<Path> inFolder(String name, Node node) {
    try {
      if (staysInside(name)) {
        return Optional.of(folder.resolve(name));
      }
    } catch (InvalidPathException e) {
      faults.at(node, "`" + name + "` is no file name.", "Name a file beside the mapping file.");
      return Optional.empty();
    }
    faults.at(
        node,
        "`" + name + "` is outside the folder of the mapping file.",
        "Put the file into that folder, and name it from there.");
    return Optional.empty();
  }

  /** Also false for paths that only another system takes for ones that leave the folder. */
  static boolean staysInside(String name) {
    return !Path.of(name).isAbsolute() && Stream.of(name.split("[/\\\\]")).noneMatch(UP::equals);
  }

  private Optional<ValueTable> table(Path path, Node node) {
    if (!Files.isRegularFile(path)) {
      faults.at(
          node,
          "There is no file " + shown(path) + ".",
          Nearest.didYouMean(path.getFileName().toString(), filesBeside(path))
              + "Put it there, or name another one.");
      return Optional.empty();
    }
    return tables.computeIfAbsent(path, file -> read(file, faults.ofOther(shown(file))));
  }

  private static Optional<ValueTable> read(Path path, FaultList faults) {
    return path.toString().endsWith(CSV)
        ? TextFile.read(path, faults).flatMap(text -> CsvValues.read(text, faults))
        : YamlFile.read(path, "Write `source: destination` lines into it.", faults)
            .flatMap(root -> YamlValues.read(root, "A value map", faults));
  }

  private static List<String> filesBeside(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(ValueFiles::isFileName)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the folder can't be listed: " + folder, e);
    }
  }

  private static String shown(Path path) {
    return path.toString().replace('\\', '/');
  }
}
