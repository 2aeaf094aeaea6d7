package dev.oneway.http;

import dev.oneway.fault.Nearest;
import dev.oneway.fault.NotConfiguredException;
import dev.oneway.run.FatalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads credentials from the settings {@code oneway.auth.NAME.*}: {@code type} (bearer, basic,
 * header, none) and, as the type needs, {@code token}, {@code username}, {@code password}, {@code
 * header} (the header's name).
 */
public final class AuthSettings {
  private static final List<String> TYPES = List.of("bearer", "basic", "header", "none");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

  private final String prefix;
  private final Function<String, Optional<String>> settings;
  private final List<String> missing = new ArrayList<>();

  private AuthSettings(String prefix, Function<String, Optional<String>> settings) {
    this.prefix = prefix;
    this.settings = settings;
  }

  /**
   * @param name the NAME in the settings
   * @param settings a setting's value by its full name, placeholders resolved
   * @throws NotConfiguredException naming every setting that has no value
   * @throws FatalException when the type is unknown or a value can't be used
   */
  public static Auth read(String name, Function<String, Optional<String>> settings) {
    if (!NAME.matcher(name).matches()) {
      throw new FatalException(
          "auth names settings oneway.auth.NAME.*, and `"
              + name
              + "` is no such NAME. Use letters, digits, - and _, and never the secret itself.");
    }
    return new AuthSettings("oneway.auth." + name, settings).read();
  }

  private Auth read() {
    String type = need("type");
    requireNothingMissing();
    return switch (type) {
      case "bearer" -> bearer();
      case "basic" -> basic();
      case "header" -> header();
      case "none" -> Auth.none();
      default ->
          throw new FatalException(
              "%s.type is `%s`. %sIt is one of %s."
                  .formatted(
                      prefix, type, Nearest.didYouMean(type, TYPES), String.join(", ", TYPES)));
    };
  }

  private Auth bearer() {
    String token = need("token");
    requireNothingMissing();
    return usable(() -> Auth.bearer(prefix, token));
  }

  private Auth basic() {
    String user = need("username");
    String password = need("password");
    requireNothingMissing();
    return Auth.basic(prefix, user, password);
  }

  private Auth header() {
    String header = need("header");
    String token = need("token");
    requireNothingMissing();
    if (!HEADER.matcher(header).matches()) {
      throw new FatalException(
          prefix + ".header is no header's name. Write it like X-Shopify-Access-Token.");
    }
    return usable(() -> Auth.header(prefix, header, token));
  }

  private static Auth usable(java.util.function.Supplier<Auth> auth) {
    try {
      return auth.get();
    } catch (IllegalArgumentException e) {
      throw new FatalException(e.getMessage(), e);
    }
  }

  private String need(String setting) {
    String name = prefix + "." + setting;
    Optional<String> value = settings.apply(name).filter(text -> !text.isBlank());
    if (value.isEmpty()) {
      missing.add(name);
    }
    return value.orElse("");
  }

  private void requireNothingMissing() {
    if (!missing.isEmpty()) {
      throw new NotConfiguredException(missing);
    }
  }
}
