package dev.oneway.mapping;

import dev.oneway.fault.Fault;
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
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds a mapping file by its name and compiles it. */
public final class MappingFile {
  /** For files that ask for no setting. */
  public static final Function<String, Optional<String>> NO_SETTINGS = name -> Optional.empty();

  /** What every setting is while examples are run: {@code salt}. */
  public static final Function<String, Optional<String>> EXAMPLE_SETTINGS =
      name -> Optional.of("salt");

  private static final String ENDING = ".yaml";
  private static final String WHEN_EMPTY = "Write source, destination, key and fields into it.";

  private MappingFile() {}

  /**
   * Compiles the file {@code <folder>/<name>.yaml} for use: its examples hold.
   *
   * @throws FaultsException with every fault of the file, or with each example that fails
   */
  public static Mapping load(
      Path folder, String name, Function<String, Optional<String>> settings) {
    Mapping mapping = compile(folder, name, settings);
    if (!mapping.model().examples().isEmpty()) {
      List<Fault> failing = check(folder, name).faults();
      if (!failing.isEmpty()) {
        throw new FaultsException(failing);
      }
    }
    return mapping;
  }

  /**
   * The check of the file's examples, which needs no settings.
   *
   * @throws FaultsException with every fault of the file, but not those of examples that fail
   */
  public static ExampleCheck check(Path folder, String name) {
    return new ExampleCheck(compile(folder, name, EXAMPLE_SETTINGS));
  }

  /** All that is wrong with the file, whatever the settings are; its examples are run. */
  public static List<Fault> faultsOf(Path folder, String name) {
    try {
      return check(folder, name).faults();
    } catch (FaultsException e) {
      return e.faults();
    }
  }

  /**
   * Compiles the file {@code <folder>/<name>.yaml}, whether its examples hold or not.
   *
   * @param name the file's name without folder and ending
   * @param settings finds the value of a setting the file asks for, e.g. of {@code env:SALT}
   * @throws FaultsException with every fault of the file, also when there is none of this name
   * @throws NotConfiguredException when the file has no fault, with every setting that has no value
   */
  public static Mapping compile(
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
  public static List<Path> files(Path folder, String name) {
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

  /**
   * The names of all mapping files, sorted; none when there is no such folder. A file that another
   * one takes its values from is none of them.
   */
  public static List<String> namesIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names =
          files
              .filter(Files::isRegularFile)
              .map(file -> file.getFileName().toString())
              .filter(file -> file.endsWith(ENDING))
              .map(file -> file.substring(0, file.length() - ENDING.length()))
              .sorted()
              .toList();
      Set<Path> values =
          names.stream()
              .flatMap(name -> files(folder, name).stream().skip(1))
              .map(Path::normalize)
              .collect(Collectors.toSet());
      return names.stream()
          .filter(name -> !values.contains(folder.resolve(name + ENDING).normalize()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of the mappings can't be listed: " + folder, e);
    }
  }
}
