package dev.oneway.mapping;

import dev.oneway.fault.FaultsException;
import dev.oneway.fault.Nearest;
import dev.oneway.fault.NotConfiguredException;
import dev.oneway.mapping.model.MappingModel;
import dev.oneway.mapping.model.MappingReader;
import dev.oneway.mapping.model.MappingSource;
import dev.oneway.mapping.model.NamedFiles;
import dev.oneway.mapping.yaml.FaultList;
import dev.oneway.mapping.yaml.YamlFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds a mapping file by its name and compiles it. */
public final class MappingFile {
  /** For files that ask for no setting. */
  public static final Function<String, Optional<String>> NO_SETTINGS = name -> Optional.empty();

  private static final String ENDING = ".yaml";
  private static final String WHEN_EMPTY = "Write source, destination, key and fields into it.";

  private MappingFile() {}

  /**
   * Compiles the file {@code <folder>/<name>.yaml}.
   *
   * @param name the file's name without folder and ending
   * @param settings finds the value of a setting the file asks for, e.g. of {@code env:SALT}
   * @throws FaultsException with every fault of the file, also when there is none of this name
   * @throws NotConfiguredException when the file has no fault, with every setting that has no value
   */
  public static Mapping load(
      Path folder, String name, Function<String, Optional<String>> settings) {
    Path path = folder.resolve(name + ENDING);
    FaultList faults = new FaultList(path.toString().replace('\\', '/'));
    Optional<MappingModel> model = Optional.empty();
    if (!name.matches("[^/\\\\]+")) {
      faults.ofFile("`" + name + "` is no file name.", "Name a file of the mappings' folder.");
    } else if (!Files.isRegularFile(path)) {
      missing(path, name, faults);
    } else {
      MappingSource source = new MappingSource(folder, settings);
      model =
          YamlFile.read(path, WHEN_EMPTY, faults)
              .flatMap(root -> MappingReader.read(root, source, faults));
    }
    return model.map(Mapping::new).orElseThrow(faults::exception);
  }

  /**
   * The files a mapping is made of as they name one another now, the mapping file first, whether
   * they are there or not.
   */
  static List<Path> files(Path folder, String name) {
    Path path = folder.resolve(name + ENDING);
    List<Path> files = new ArrayList<>(List.of(path));
    if (Files.isRegularFile(path)) {
      YamlFile.read(path, WHEN_EMPTY, new FaultList(""))
          .ifPresent(root -> NamedFiles.in(root).forEach(file -> files.add(folder.resolve(file))));
    }
    return files;
  }

  private static void missing(Path path, String name, FaultList faults) {
    List<String> others = namesIn(path.toAbsolutePath().getParent());
    faults.ofFile(
        "There is no mapping file " + path.toAbsolutePath().normalize() + ".",
        Nearest.didYouMean(name, others) + "Put the file there, or name another one.");
  }

  private static List<String> namesIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(ENDING))
          .map(file -> file.substring(0, file.length() - ENDING.length()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of the mappings can't be listed: " + folder, e);
    }
  }
}
