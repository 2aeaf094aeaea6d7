package dev.oneway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the packaged jar start in half the time, as the integration tests start it some hundred
 * times: what one process has loaded is archived for the others, and code that runs for seconds
 * isn't compiled for hours.
 */
final class QuickStart {
  private static final List<String> SHORT_LIVED =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private QuickStart() {}

  /** For the jar in target/; Java does without an archive that doesn't fit. */
  static List<String> options() {
    return Stream.concat(
            SHORT_LIVED.stream(),
            Stream.of("-XX:SharedArchiveFile=" + Archive.FILE, "-Xlog:cds=off"))
        .toList();
  }

  /** Made when it is first asked for, one for each process that tests run in. */
  private static final class Archive {
    private static final Path FILE = make();

    private static Path make() {
      Path target = OnewayProcess.jar().getParent();
      Path file =
          target.resolve(
              "classes-%s.jsa".formatted(System.getProperty("surefire.forkNumber", "1")));
      try {
        Path folder = Files.createTempDirectory("quick-start");
        for (String part : List.of("routes", "mappings")) {
          copy(target.resolveSibling(part), folder.resolve(part));
        }
        Files.deleteIfExists(file);
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                SHORT_LIVED.get(0),
                SHORT_LIVED.get(1),
                "-XX:ArchiveClassesAtExit=" + file,
                "-jar",
                OnewayProcess.jar().toString(),
                "flows")
            .directory(folder.toFile())
            .redirectOutput(OnewayProcess.printed(".out").toFile())
            .redirectError(OnewayProcess.printed(".err").toFile())
            .start()
            .waitFor();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return file;
    }

    private static void copy(Path from, Path to) throws IOException {
      Files.createDirectories(to);
      try (Stream<Path> files = Files.list(from)) {
        for (Path file : files.toList()) {
          Files.copy(file, to.resolve(file.getFileName()));
        }
      }
    }
  }
}
