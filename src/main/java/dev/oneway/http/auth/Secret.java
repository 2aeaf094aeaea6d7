package dev.oneway.http.auth;

import dev.oneway.run.FatalException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A secret as the settings give it: itself, or the file that holds it. A file is read whenever the
 * secret is asked for, so that a mounted one may be replaced at any time. Threads may share it.
 */
public final class Secret {
  private static final Pattern LAST_LINE_BREAKS = Pattern.compile("[\\r\\n]+\\z");

  private final String setting;
  private final Optional<Path> file;
  private final String text;
  private final Secrets secrets;

  private Secret(String setting, Optional<Path> file, String text, Secrets secrets) {
    this.setting = setting;
    this.file = file;
    this.text = text;
    this.secrets = secrets;
  }

  /**
   * @param setting its full name
   */
  static Secret of(String setting, String text, Secrets secrets) {
    return new Secret(setting, Optional.empty(), text, secrets);
  }

  /**
   * @param setting the full name of the one that names the file
   */
  static Secret in(String setting, Path file, Secrets secrets) {
    return new Secret(setting, Optional.of(file), "", secrets);
  }

  /** The setting to change for another secret. */
  public String setting() {
    return setting;
  }

  Optional<Path> file() {
    return file;
  }

  /**
   * Its value now; of a file without the line breaks at its end.
   *
   * @throws FatalException when the file can't be read, or is empty
   */
  public String read() {
    String value = file.map(this::content).orElse(text);
    secrets.learn(value);
    return value;
  }

  private String content(Path path) {
    try {
      String content = LAST_LINE_BREAKS.matcher(Files.readString(path)).replaceFirst("");
      if (content.isBlank()) {
        throw unusable(path, "is empty", null);
      }
      return content;
    } catch (NoSuchFileException e) {
      throw unusable(path, "doesn't exist", e);
    } catch (CharacterCodingException e) {
      throw unusable(path, "isn't text in UTF-8", e);
    } catch (IOException e) {
      throw unusable(path, "can't be read", e);
    }
  }

  private FatalException unusable(Path path, String why, IOException cause) {
    return new FatalException(
        "%s names the file %s, which %s. Put the secret into it.".formatted(setting, path, why),
        cause);
  }

  @Override
  public String toString() {
    return "Secret[" + setting + "]";
  }
}
