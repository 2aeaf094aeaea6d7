package dev.oneway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All that a run of the tests has printed and reported: the files of some folders. */
public record Output(List<Path> folders) {

  /**
   * Of the build's tests: the reports with what the tests printed beside them, and what the
   * processes printed that they started.
   */
  public static Output ofTheBuild() {
    Path target = Path.of("target");
    return new Output(
        List.of(
            target.resolve("surefire-reports"),
            target.resolve("failsafe-reports"),
            OnewayProcess.printed()));
  }

  /** Every line with a secret, as {@code file:line}, without the line itself. */
  public List<String> secrets() {
    return files().stream().flatMap(file -> secretsIn(file).stream()).toList();
  }

  /** All its files; a folder that isn't there has none. */
  public List<Path> files() {
    return folders.stream().filter(Files::isDirectory).flatMap(Output::filesIn).sorted().toList();
  }

  private static Stream<Path> filesIn(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> secretsIn(Path file) {
    List<String> places = new ArrayList<>();
    List<String> traces = Secret.traces();
    // What a process prints needn't be UTF-8, and in Latin-1 every byte is a character.
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      int number = 0;
      for (String line : (Iterable<String>) lines::iterator) {
        number++;
        if (traces.stream().anyMatch(line::contains)) {
          places.add(file + ":" + number);
        }
      }
      return places;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
