package dev.oneway.webhook.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.fault.NotConfiguredException;
import dev.oneway.http.FakeTime;
import dev.oneway.run.FatalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookSecretsTest {
  private static final String SECRET = "oneway.webhook.stripe.secret";
  private static final String FILE = "oneway.webhook.stripe.secretFile";

  @TempDir private Path folder;
  private final FakeTime time = new FakeTime();

  private WebhookSecrets read(SecretForm form, Map<String, String> settings) {
    return WebhookSecrets.read(
        "stripe", form, name -> Optional.ofNullable(settings.get(name)), time);
  }

  private static List<String> texts(WebhookSecrets secrets) {
    return secrets.keys().stream().map(k -> new String(k, StandardCharsets.UTF_8)).toList();
  }

  @Test
  void aSettingHoldsOneALine() {
    assertThat(texts(read(SecretForm.TEXT, Map.of(SECRET, "a, b=c")))).containsExactly("a, b=c");
    assertThat(texts(read(SecretForm.TEXT, Map.of(SECRET, "new\nold"))))
        .containsExactly("new", "old");
  }

  @Test
  void aFileHoldsOneALineAndMayBeReplacedAtAnyTime() throws IOException {
    Path file = folder.resolve("secrets");
    Files.writeString(file, "old\n");
    WebhookSecrets secrets = read(SecretForm.TEXT, Map.of(FILE, file.toString()));
    Files.writeString(file, "new\r\n\r\nold\r\n");
    assertThat(texts(secrets)).containsExactly("old");
    time.pass(Duration.ofSeconds(1));
    assertThat(texts(secrets)).containsExactly("new", "old");
    Files.delete(file);
    assertThat(texts(secrets)).containsExactly("new", "old");
    time.pass(Duration.ofSeconds(1));
    assertThatThrownBy(secrets::keys)
        .isInstanceOf(FatalException.class)
        .hasMessage(
            "%s names the file %s, which doesn't exist. Put the secret into it.", FILE, file);
  }

  @Test
  void withoutItsSettingAFlowIsntConfigured() {
    assertThatThrownBy(() -> read(SecretForm.TEXT, Map.of()))
        .isInstanceOfSatisfying(
            NotConfiguredException.class, e -> assertThat(e.settings()).containsExactly(SECRET));
    assertThatThrownBy(() -> read(SecretForm.TEXT, Map.of(FILE, "/no/such")))
        .isInstanceOf(NotConfiguredException.class)
        .hasMessageContaining(FILE + " (there is no file /no/such)");
  }

  @Test
  void bothWaysAtOnceAreRefused() {
    assertThatThrownBy(() -> read(SecretForm.TEXT, Map.of(SECRET, "s3cret", FILE, "/s3cret")))
        .isInstanceOf(FatalException.class)
        .hasMessage(SECRET + " and " + FILE + " are both set. Remove one of them.");
  }

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "BASE64,s3cret!,a secret that is no base64. Copy it as the sender of the webhook shows it.",
        "BASE64,whsec_,a secret that is no key. Copy it as the sender of the webhook shows it.",
        "HEX,0g,a secret that is no hex. Copy it as the sender of the webhook shows it.",
        "TEXT, s3cret,a secret with a blank at its begin or its end. Remove the blank.",
        "TEXT,s3cret ,a secret with a blank at its begin or its end. Remove the blank."
      })
  void aSecretThatCantBeOneIsToldWithoutShowingIt(SecretForm form, String secret, String what) {
    assertThatThrownBy(() -> read(form, Map.of(SECRET, secret)))
        .isInstanceOf(FatalException.class)
        .hasMessage(SECRET + " holds " + what);
  }

  @Test
  void aSecretWhereItsNameBelongsIsntShown() {
    assertThatThrownBy(
            () -> WebhookSecrets.read("s3cret/+=", SecretForm.TEXT, name -> Optional.of("x"), time))
        .isInstanceOf(FatalException.class)
        .hasMessageStartingWith("secrets names settings oneway.webhook.NAME.*")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void whileTheFileIsGoneNothingIsDecided() throws IOException {
    Path file = folder.resolve("secret");
    Files.writeString(file, "s3cret");
    Verifier verifier =
        new Verifier(
            Scheme.of("github"),
            read(SecretForm.TEXT, Map.of(FILE, file.toString())),
            Optional.empty(),
            Duration.ofMinutes(5),
            time);
    SignedExample example = SignedExample.of("github");
    Files.delete(file);
    time.pass(Duration.ofSeconds(2));
    assertThat(verifier.verify(example.request(SignedExample.BODY)))
        .isInstanceOf(Verdict.Undecided.class);
    Files.writeString(file, "s3cret");
    assertThat(verifier.verify(example.request(SignedExample.BODY)))
        .isEqualTo(new Verdict.Genuine());
  }
}
