package dev.oneway.http.auth;

import dev.oneway.fault.Nearest;
import dev.oneway.fault.NotConfiguredException;
import dev.oneway.run.FatalException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The settings of one NAME, which remember what was missing. Used by one thread. */
public final class NamedSettings {
  private final String prefix;
  private final Function<String, Optional<String>> settings;
  private final Secrets secrets;
  private final List<String> missing = new ArrayList<>();
  private final Set<String> used = new HashSet<>();

  /**
   * @param prefix {@code oneway.auth.NAME}
   * @param settings a setting's value by its full name, placeholders resolved
   */
  NamedSettings(String prefix, Function<String, Optional<String>> settings, Secrets secrets) {
    this.prefix = prefix;
    this.settings = settings;
    this.secrets = secrets;
  }

  /**
   * @param prefix e.g. {@code oneway.webhook.NAME}
   * @param settings a setting's value by its full name, placeholders resolved
   */
  public static NamedSettings of(String prefix, Function<String, Optional<String>> settings) {
    return new NamedSettings(prefix, settings, new Secrets());
  }

  String prefix() {
    return prefix;
  }

  Optional<String> find(String setting) {
    used.add(full(setting));
    return value(full(setting));
  }

  private Optional<String> value(String name) {
    return settings.apply(name).filter(text -> !text.isBlank());
  }

  /** Its value; empty when it has none, which is told together with all others. */
  String need(String setting) {
    Optional<String> value = find(setting);
    if (value.isEmpty()) {
      missing.add(full(setting));
    }
    return value.orElse("");
  }

  /** The secret a setting holds, or the file that {@code settingFile} names. */
  public Secret needSecret(String setting) {
    return findSecret(setting).orElseGet(() -> Secret.of(full(setting), need(setting), secrets));
  }

  /**
   * @throws FatalException when both ways are used at once, or the file's name can't be one
   */
  Optional<Secret> findSecret(String setting) {
    Optional<String> text = find(setting);
    Optional<String> file = find(setting + "File");
    if (text.isPresent() && file.isPresent()) {
      throw new FatalException(
          "%s and %1$sFile are both set. Remove one of them.".formatted(full(setting)));
    }
    return file.map(name -> Secret.in(full(setting + "File"), path(setting, name), secrets))
        .or(() -> text.map(value -> Secret.of(full(setting), value, secrets)));
  }

  private Path path(String setting, String name) {
    String whole = full(setting + "File");
    try {
      Path file = Path.of(name);
      if (!Files.exists(file)) {
        missing.add(whole + " (there is no file " + name + ")");
      }
      return file;
    } catch (InvalidPathException e) {
      throw new FatalException(whole + " is no file's name. Write a path.");
    }
  }

  /**
   * @throws NotConfiguredException naming every setting that was needed and has no value
   */
  public void requireNothingMissing() {
    if (!missing.isEmpty()) {
      throw new NotConfiguredException(missing);
    }
  }

  /**
   * Everything the type needs has a value, and nothing else has: a setting that is ignored is a
   * wish nobody grants.
   *
   * @param known all settings there are, with NAME in them
   * @throws NotConfiguredException naming every setting that was needed and has no value
   * @throws FatalException naming every setting with a value that wasn't asked for
   */
  void requireOnly(List<String> known) {
    requireNothingMissing();
    List<String> idle =
        known.stream()
            .map(name -> name.replace("oneway.auth.NAME", prefix))
            .filter(name -> !used.contains(name) && value(name).isPresent())
            .toList();
    if (!idle.isEmpty()) {
      throw new FatalException(
          "%1$s.type is %2$s, which has no use for %3$s. Remove what is of no use, or correct the type."
              .formatted(prefix, need("type"), String.join(", ", idle)));
    }
  }

  /** For a word that none of the setting's words is. */
  FatalException oneOf(String setting, String written, List<String> known) {
    return new FatalException(
        "%s is `%s`. %sIt is one of %s."
            .formatted(
                full(setting),
                written,
                Nearest.didYouMean(written, known),
                String.join(", ", known)));
  }

  private String full(String setting) {
    return prefix + "." + setting;
  }
}
