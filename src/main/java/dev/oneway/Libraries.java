package dev.oneway;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Puts the jars of the folder {@code lib/} beside Oneway's own jar on the class path: JDBC drivers
 * and Camel components a team adds. Named in the manifest as Launcher-Agent-Class, so that it runs
 * before {@link Main} and everything is loaded by one class loader.
 */
public final class Libraries {
  private Libraries() {}

  /** Called by the Java launcher. */
  public static void agentmain(String arguments, Instrumentation instrumentation)
      throws IOException, URISyntaxException {
    Path jar = Path.of(Libraries.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    for (Path library : jarsIn(jar.resolveSibling("lib"))) {
      instrumentation.appendToSystemClassLoaderSearch(new JarFile(library.toFile()));
      // Java route files are compiled against this property.
      System.setProperty(
          "java.class.path", System.getProperty("java.class.path") + File.pathSeparator + library);
    }
  }

  private static List<Path> jarsIn(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }
}
