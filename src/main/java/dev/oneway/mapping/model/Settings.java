package dev.oneway.mapping.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The settings one file asks for, and which of them have no value. Belongs to one thread. */
final class Settings {
  private static final String ENVIRONMENT = "env:";

  private final Function<String, Optional<String>> values;
  private final List<String> missing = new ArrayList<>();

  /**
   * @param values finds the value of a setting, e.g. of {@code env:SALT}
   */
  Settings(Function<String, Optional<String>> values) {
    this.values = values;
  }

  /** The value; empty, and noted, when there is none or it is blank. */
  Optional<String> value(String name) {
    Optional<String> value = values.apply(name).filter(text -> !text.isBlank());
    if (value.isEmpty()) {
      String told = told(name);
      if (!missing.contains(told)) {
        missing.add(told);
      }
    }
    return value;
  }

  private static String told(String name) {
    return name.startsWith(ENVIRONMENT)
        ? name.substring(ENVIRONMENT.length()) + " (environment variable)"
        : name;
  }

  /** Those without a value in the order of the file, as a message names them. */
  List<String> missing() {
    return List.copyOf(missing);
  }
}
