package dev.oneway.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * All sandbox systems together, in a folder of their own that is made anew each time, and the
 * settings that lead the shipped flows to them.
 */
public final class Demo implements AutoCloseable {
  private final Path folder;
  private final String token = UUID.randomUUID().toString();
  private final ShopSandbox shop;
  private final HrSandbox hr;
  private final AccessControlSandbox accessControl;
  private final BiSandbox bi;

  /**
   * Empties the folder and opens the systems.
   *
   * @throws UncheckedIOException when the folder can't be written
   */
  public Demo(Path folder) {
    this.folder = folder;
    try {
      empty(folder);
      shop = ShopSandbox.start(0, token);
    } catch (IOException e) {
      throw new UncheckedIOException("the demo can't be set up in " + folder, e);
    }
    hr = HrSandbox.open(folder.resolve("hr.db"));
    accessControl = AccessControlSandbox.open(folder.resolve("access-control.db"));
    bi = BiSandbox.open(folder.resolve("bi.db"));
  }

  /** The flows that have sandboxes; no other flow of the routes folder takes part. */
  public static List<String> flows() {
    return List.of("shop-orders-to-bi", "hr-people-to-access-control");
  }

  /** Settings that win over all others. */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("oneway.state.url", "jdbc:sqlite:" + folder.resolve("oneway.db"));
    settings.put("shopify.url", shop.url());
    settings.put("oneway.auth.shopify.type", "header");
    settings.put("oneway.auth.shopify.header", "X-Shopify-Access-Token");
    settings.put("oneway.auth.shopify.token", token);
    settings.put("oneway.datasource.hr.url", hr.jdbcUrl());
    settings.put("oneway.datasource.hr.access", "read");
    settings.put("oneway.datasource.access-control.url", accessControl.jdbcUrl());
    settings.put("oneway.datasource.bi.url", bi.jdbcUrl());
    return settings;
  }

  /** Something happens in each source. */
  public void tick() {
    shop.orders().tick();
    hr.tick();
  }

  /** What people are told while it runs. */
  public String whereToLook() {
    return """

        The shop sells at %s and HR hires and lets go in %s; both change every second.
        The flows run every 5 seconds here; each run is a line below. Look at what arrives:
          %s   tables orders, order_lines
          %s   table access_people
        Ctrl-C ends it.

        """
        .formatted(
            shop.url(),
            folder.resolve("hr.db"),
            folder.resolve("bi.db"),
            folder.resolve("access-control.db"));
  }

  private static void empty(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(folder);
  }

  @Override
  public void close() {
    shop.close();
  }
}
