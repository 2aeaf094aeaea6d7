package dev.oneway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * The packaged jar in a process of its own, as operations run it: only for integration tests, after
 * {@code package}.
 */
public final class OnewayProcess implements AutoCloseable {
  private static final Path JAR = Path.of("target", "oneway.jar").toAbsolutePath();
  private static final Path PRINTED = Path.of("target", "printed-by-processes").toAbsolutePath();

  private final Process process;
  private final Path out;
  private final Path err;

  /** What a finished process left. */
  public record Result(int exitCode, String out, String err) {}

  private OnewayProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  public static Path jar() {
    return JAR;
  }

  /** The folder with all that such processes have printed. */
  public static Path printed() {
    return PRINTED;
  }

  /** A new file there, for what a process prints. */
  public static Path printed(String ending) throws IOException {
    return Files.createTempFile(Files.createDirectories(PRINTED), "oneway", ending);
  }

  /** Starts {@code oneway arguments} in a folder, with these environment variables beside ours. */
  public static OnewayProcess start(
      Path folder, Map<String, String> environment, List<String> javaOptions, String... arguments) {
    return startJar(JAR, folder, environment, javaOptions, arguments);
  }

  /** Like start, with a copy of the jar that lies elsewhere. */
  public static OnewayProcess startJar(
      Path jar,
      Path folder,
      Map<String, String> environment,
      List<String> javaOptions,
      String... arguments) {
    return startJar(jar, ProcessBuilder.Redirect.PIPE, folder, environment, javaOptions, arguments);
  }

  private static OnewayProcess startJar(
      Path jar,
      ProcessBuilder.Redirect input,
      Path folder,
      Map<String, String> environment,
      List<String> javaOptions,
      String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (jar.equals(JAR)) {
      command.addAll(QuickStart.options());
    }
    command.addAll(javaOptions);
    command.add("-jar");
    command.add(jar.toString());
    command.addAll(List.of(arguments));
    try {
      Path out = printed(".out");
      Path err = printed(".err");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectInput(input)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      // Any port that is free: processes of other tests want one, too.
      builder.environment().put("ONEWAY_MANAGEMENT_PORT", "0");
      builder.environment().putAll(environment);
      return new OnewayProcess(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts {@code oneway arguments} in a folder, from the classes the tests run with. */
  public static Process ofClasses(Path folder, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    command.add("dev.oneway.Main");
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(printed(".out").toFile())
        .start();
  }

  /** Runs {@code oneway arguments} to its end. */
  public static Result run(Path folder, Map<String, String> environment, String... arguments) {
    try (OnewayProcess oneway = start(folder, environment, List.of(), arguments)) {
      return oneway.await();
    }
  }

  /** Runs {@code oneway arguments < input} to its end. */
  public static Result runWith(Path input, Path folder, String... arguments) {
    ProcessBuilder.Redirect in = ProcessBuilder.Redirect.from(input.toFile());
    try (OnewayProcess oneway = startJar(JAR, in, folder, Map.of(), List.of(), arguments)) {
      return oneway.await();
    }
  }

  /** Waits for its own end, two minutes at most. */
  public Result await() {
    try {
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        throw new AssertionError("still running after two minutes:\n" + out() + err());
      }
      return new Result(process.exitValue(), out(), err());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Kills it as soon as something is true; it must not have ended by itself before. */
  public void killWhen(Callable<Boolean> isTime, Duration poll, Duration longest) {
    Awaitility.await().pollInterval(poll).atMost(longest).until(() -> isTime.call() || !isAlive());
    assertThat(isAlive()).as(err()).isTrue();
    kill();
  }

  /** kill -9: no hook runs, nothing is flushed. */
  public void kill() {
    process.destroyForcibly();
    await();
  }

  /** What Ctrl-C and a service manager do. */
  public Result stop() {
    process.destroy();
    return await();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public String out() {
    return read(out);
  }

  public String err() {
    return read(err);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
