package dev.oneway.app;

import dev.oneway.fault.Fault;
import dev.oneway.fault.FaultsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Oneway finds in the folder it is started in: settings, route files, mapping files. */
public final class House {
  private static final String ROUTES = "oneway.routes";

  private final Settings settings;

  House(Settings settings) {
    this.settings = settings;
  }

  /**
   * The house without an application, for commands that only look at files: no state store is
   * opened, and nothing is written.
   *
   * @throws IllegalArgumentException when a setting is misspelt
   */
  public static House open() {
    Settings settings = Settings.alone();
    settings.requireKnown();
    return new House(settings);
  }

  public Settings settings() {
    return settings;
  }

  /**
   * The folder with the route files.
   *
   * @throws FaultsException when there is none
   */
  public Path routes() {
    return required(routesOrNew(), ROUTES);
  }

  /** The folder with the route files, whether there is one or not. */
  public Path routesOrNew() {
    return Path.of(settings.get(ROUTES, "routes"));
  }

  /** The folder with the mapping files, whether there is one or not. */
  public Path mappings() {
    return Path.of(settings.get("oneway.mappings", "mappings"));
  }

  /**
   * The folder with the mapping files.
   *
   * @throws FaultsException when there is none
   */
  public Path requireMappings() {
    return required(mappings(), "oneway.mappings");
  }

  /** The folder for plans: beside the state, or where it would be by default. */
  public Path plans() {
    String prefix = "jdbc:sqlite:";
    String state = settings.get("oneway.state.url", Application.DEFAULT_STATE);
    Path file =
        Path.of(
            (state.startsWith(prefix) ? state : Application.DEFAULT_STATE)
                .substring(prefix.length()));
    return file.resolveSibling("plans");
  }

  private static Path required(Path folder, String setting) {
    if (!Files.isDirectory(folder)) {
      throw new FaultsException(
          List.of(
              new Fault(
                  folder.toString(),
                  0,
                  0,
                  "there is no such folder in " + Path.of("").toAbsolutePath() + ".",
                  "Start Oneway where its "
                      + setting.substring(setting.indexOf('.') + 1)
                      + " folder is, or set "
                      + setting
                      + ".")));
    }
    return folder;
  }
}
