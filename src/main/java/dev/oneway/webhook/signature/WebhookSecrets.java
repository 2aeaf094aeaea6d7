package dev.oneway.webhook.signature;

import dev.oneway.fault.NotConfiguredException;
import dev.oneway.http.auth.NamedSettings;
import dev.oneway.http.auth.Secret;
import dev.oneway.run.FatalException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The secrets of the settings {@code oneway.webhook.NAME.*}, one a line: {@code secret} holds them,
 * or {@code secretFile} names the file that does. A file is read again after a second, so that a
 * secret is replaced without a restart.
 *
 * <p>Threads may share it. It never shows a secret.
 */
public final class WebhookSecrets {
  /** Every setting of them; NAME stands for a name people choose. */
  public static final List<String> NAMES =
      List.of("oneway.webhook.NAME.secret", "oneway.webhook.NAME.secretFile");

  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");
  private static final Pattern LINE_BREAK = Pattern.compile("\\R");

  private final Secret secret;
  private final SecretForm form;
  private final InstantSource clock;
  private volatile Keys latest;

  private record Keys(List<byte[]> keys, Instant since) {}

  private WebhookSecrets(Secret secret, SecretForm form, InstantSource clock) {
    this.secret = secret;
    this.form = form;
    this.clock = clock;
    this.latest = read();
  }

  /**
   * Reads them at once, so that what is wrong is told before anything runs.
   *
   * @param name the NAME in the settings
   * @param settings a setting's value by its full name, placeholders resolved
   * @throws NotConfiguredException naming the setting that has no value
   * @throws FatalException when a secret can't be used
   */
  static WebhookSecrets read(
      String name,
      SecretForm form,
      Function<String, Optional<String>> settings,
      InstantSource clock) {
    if (!NAME.matcher(name).matches()) {
      throw new FatalException(
          "secrets names settings oneway.webhook.NAME.*, and this is no such NAME. Use letters, digits, - and _, and never the secret itself.");
    }
    NamedSettings named = NamedSettings.of("oneway.webhook." + name, settings);
    Secret secret = named.needSecret("secret");
    named.requireNothingMissing();
    return new WebhookSecrets(secret, form, clock);
  }

  /**
   * The keys they stand for, at least one.
   *
   * @throws FatalException when the file can't be read now, or holds something else
   */
  List<byte[]> keys() {
    Keys known = latest;
    if (known.since().plus(FRESH).isAfter(clock.instant())) {
      return known.keys();
    }
    latest = read();
    return latest.keys();
  }

  private Keys read() {
    List<byte[]> keys =
        LINE_BREAK
            .splitAsStream(secret.read())
            .filter(line -> !line.isBlank())
            .map(this::key)
            .toList();
    return new Keys(keys, clock.instant());
  }

  private byte[] key(String line) {
    if (!line.equals(line.strip())) {
      throw unusable("a secret with a blank at its begin or its end", "Remove the blank.");
    }
    try {
      return form.key(line);
    } catch (IllegalArgumentException e) {
      throw unusable(
          "a secret that is " + e.getMessage(), "Copy it as the sender of the webhook shows it.");
    }
  }

  private FatalException unusable(String what, String remedy) {
    return new FatalException("%s holds %s. %s".formatted(secret.setting(), what, remedy));
  }
}
