package dev.oneway.flow;

import dev.oneway.fault.Fault;
import dev.oneway.fault.NotConfiguredException;
import java.util.List;
import java.util.Optional;

/** Checks the database an endpoint names: that it has settings, and that a source can't write. */
final class DatabaseCheck {
  private static final String OPTION = "dataSource";

  private final Databases databases;
  private final String file;

  DatabaseCheck(Databases databases, String file) {
    this.databases = databases;
    this.file = file;
  }

  /**
   * @throws NotConfiguredException when the database has no settings yet
   */
  Optional<Fault> check(EndpointUse use) {
    Object named = use.options().get(OPTION);
    if (named != null && !named.toString().startsWith("#")) {
      return Optional.of(
          fault(
              use,
              "`" + OPTION + "` names a database as #name, not as `" + named + "`.",
              "Write " + OPTION + "=#" + named + "."));
    }
    Optional<String> database = databaseOf(use);
    database
        .flatMap(databases::missingSetting)
        .ifPresent(
            setting -> {
              throw new NotConfiguredException(List.of(setting));
            });
    boolean streams = "StreamList".equals(use.options().get("outputType"));
    return database
        .filter(name -> streams && !databases.isReadOnly(name))
        .map(
            name ->
                fault(
                    use,
                    "the source database `" + name + "` is opened for writing.",
                    "Set oneway.datasource." + name + ".access=read."));
  }

  private Fault fault(EndpointUse use, String what, String remedy) {
    return new Fault(file, use.line(), 0, what, remedy);
  }

  /** The name of the database it uses; empty when it uses none. */
  static Optional<String> databaseOf(EndpointUse use) {
    return Optional.ofNullable(use.options().get(OPTION))
        .map(Object::toString)
        .filter(name -> name.startsWith("#"))
        .map(name -> name.replaceFirst("^#(bean:)?", ""));
  }
}
