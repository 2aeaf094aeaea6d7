package dev.oneway.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The Kamelets routes may name: one's own, and those shipped that have no other of their name. */
final class KameletFiles {
  private static final String FOLDER = "kamelets";
  private static final String ENDING = ".kamelet.yaml";
  private static final String KNOWN = "/kamelets/scim-user-sink.kamelet.yaml";

  private KameletFiles() {}

  /** Their texts by their names, in the order of these. */
  static Map<String, String> all() throws IOException {
    Map<String, String> texts = shipped();
    texts.putAll(in(Path.of(FOLDER)));
    return texts;
  }

  private static Map<String, String> shipped() throws IOException {
    try {
      URI one = KameletFiles.class.getResource(KNOWN).toURI();
      if (!one.getScheme().equals("jar")) {
        return in(Path.of(one).getParent());
      }
      try (FileSystem jar = FileSystems.newFileSystem(one, Map.of())) {
        return in(jar.getPath(FOLDER));
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> in(Path folder) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(it -> it.toString().endsWith(ENDING)).toList()) {
          String name = file.getFileName().toString();
          texts.put(name.substring(0, name.length() - ENDING.length()), Files.readString(file));
        }
      }
    }
    return texts;
  }
}
