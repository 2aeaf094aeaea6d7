package dev.oneway.http;

import dev.oneway.run.FatalException;
import java.util.List;

/** A flow isn't configured yet: these settings have no value. */
public final class MissingSettingsException extends FatalException {
  private static final long serialVersionUID = 1L;
  private final List<String> settings;

  /**
   * @param settings full names, e.g. {@code oneway.auth.shopify.token}
   */
  public MissingSettingsException(List<String> settings) {
    super(
        "no value for "
            + String.join(", ", settings)
            + ". Set it in application.properties; a secret as {{env:NAME}}, with that variable set.");
    this.settings = List.copyOf(settings);
  }

  public List<String> settings() {
    return settings;
  }
}
