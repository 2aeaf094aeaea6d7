package dev.oneway.fault;

import java.util.List;

/** A file is right, and the settings it asks for have no value yet. */
public final class NotConfiguredException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<String> settings;

  /**
   * @param settings the names to set, e.g. {@code oneway.datasource.bi.url}
   */
  public NotConfiguredException(List<String> settings) {
    super("not configured: set " + String.join(", ", settings));
    this.settings = List.copyOf(settings);
  }

  public List<String> settings() {
    return settings;
  }
}
