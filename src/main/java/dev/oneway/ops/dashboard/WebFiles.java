package dev.oneway.ops.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The files of the dashboard: those of the list below and no other, read from the class path when
 * it is made. All but the page itself stand under a path that names what is in them, so that a
 * browser may keep them for ever. Immutable.
 */
final class WebFiles {
  /** Preact, its hooks and htm in one module. */
  private static final String LIBRARY =
      "/META-INF/resources/_static/htm/3.1.1/preact/standalone.module.js";

  private static final String PAGE = "index.html";

  /** What the page writes for the path of the others. */
  private static final String PATH = "{{files}}";

  static final List<String> OWN =
      List.of(
          "first.js",
          "dashboard.css",
          "app.js",
          "live.js",
          "words.js",
          "parts.js",
          "flows.js",
          "flow.js",
          "runs.js",
          "letters.js",
          "alerts.js",
          "overview.js",
          "lineage.js",
          "reports.js",
          "icon.svg");

  private final String path;
  private final WebFile page;
  private final Map<String, WebFile> files = new LinkedHashMap<>();

  WebFiles() {
    files.put("preact.js", WebFile.of("preact.js", read(LIBRARY)));
    OWN.forEach(name -> files.put(name, WebFile.of(name, read(name))));
    path = "/dashboard/" + digest();
    String html = new String(read(PAGE), StandardCharsets.UTF_8).replace(PATH, path);
    page = WebFile.of(PAGE, html.getBytes(StandardCharsets.UTF_8));
  }

  private String digest() {
    String all = files.values().stream().map(WebFile::digest).collect(Collectors.joining());
    return WebFile.hash(all.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] read(String name) {
    try (InputStream in = WebFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " isn't on the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The page itself, which names the others. */
  WebFile page() {
    return page;
  }

  /** All others, by their paths. */
  Map<String, WebFile> byPath() {
    return files.entrySet().stream()
        .collect(Collectors.toMap(file -> path + "/" + file.getKey(), Map.Entry::getValue));
  }
}
