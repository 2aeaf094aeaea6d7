package dev.oneway.http.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.fault.NotConfiguredException;
import dev.oneway.http.Auth;
import dev.oneway.run.FatalException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthSettingsTest {
  private static Function<String, Optional<String>> settings(Map<String, String> values) {
    return name -> Optional.ofNullable(values.get(name));
  }

  private static String headerOf(Auth auth, String name) throws Exception {
    HttpGet request = new HttpGet("https://a/");
    auth.sign(request);
    return request.containsHeader(name) ? request.getHeader(name).getValue() : null;
  }

  @Test
  void aBearerTokenGoesIntoAuthorization() throws Exception {
    Auth auth =
        AuthSettings.read(
            "x", settings(Map.of("oneway.auth.x.type", "bearer", "oneway.auth.x.token", "s3cret")));
    assertThat(headerOf(auth, "Authorization")).isEqualTo("Bearer s3cret");
  }

  @Test
  void userAndPasswordAreBasicInUtf8() throws Exception {
    Auth auth =
        AuthSettings.read(
            "x",
            settings(
                Map.of(
                    "oneway.auth.x.type", "basic",
                    "oneway.auth.x.username", "jürgen",
                    "oneway.auth.x.password", "s3cret:wörd")));
    assertThat(headerOf(auth, "Authorization")).isEqualTo("Basic asO8cmdlbjpzM2NyZXQ6d8O2cmQ=");
  }

  @Test
  void aVendorsOwnHeaderTakesTheToken() throws Exception {
    Auth auth =
        AuthSettings.read(
            "shopify",
            settings(
                Map.of(
                    "oneway.auth.shopify.type", "header",
                    "oneway.auth.shopify.header", "X-Shopify-Access-Token",
                    "oneway.auth.shopify.token", "shpat_s3cret")));
    assertThat(headerOf(auth, "X-Shopify-Access-Token")).isEqualTo("shpat_s3cret");
    assertThat(headerOf(auth, "Authorization")).isNull();
  }

  @Test
  void noneSendsNothing() throws Exception {
    Auth auth = AuthSettings.read("x", settings(Map.of("oneway.auth.x.type", "none")));
    assertThat(headerOf(auth, "Authorization")).isNull();
  }

  @Test
  void everyMissingSettingIsNamedAtOnce() {
    assertThatThrownBy(
            () ->
                AuthSettings.read(
                    "x",
                    settings(Map.of("oneway.auth.x.type", "basic", "oneway.auth.x.password", " "))))
        .isInstanceOfSatisfying(
            NotConfiguredException.class,
            e ->
                assertThat(e.settings())
                    .containsExactly("oneway.auth.x.username", "oneway.auth.x.password"))
        .hasMessageContaining("oneway.auth.x.username, oneway.auth.x.password");
  }

  @Test
  void anUnconfiguredNameAsksForItsType() {
    assertThatThrownBy(() -> AuthSettings.read("x", settings(Map.of())))
        .isInstanceOf(NotConfiguredException.class)
        .hasMessageContaining("oneway.auth.x.type");
  }

  @Test
  void aMisspeltTypeGetsTheNearestOne() {
    assertThatThrownBy(
            () -> AuthSettings.read("x", settings(Map.of("oneway.auth.x.type", "baerer"))))
        .isInstanceOf(FatalException.class)
        .hasMessage(
            "oneway.auth.x.type is `baerer`. Did you mean `bearer`? It is one of bearer, basic, header, none, client-credentials, refresh-token, jwt-bearer.");
  }

  @Test
  void aTokenWithALineBreakIsRefusedWithoutShowingIt() {
    assertThatThrownBy(
            () ->
                AuthSettings.read(
                    "x",
                    settings(
                        Map.of("oneway.auth.x.type", "bearer", "oneway.auth.x.token", "s3cret\n"))))
        .isInstanceOf(FatalException.class)
        .hasMessageContaining("oneway.auth.x.token")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void somethingThatIsNoNameIsRefused() {
    assertThatThrownBy(() -> AuthSettings.read("Bearer abc", settings(Map.of())))
        .isInstanceOf(FatalException.class);
  }

  @Test
  void nothingPrintsTheSecret() {
    Auth basic = Auth.basic("oneway.auth.x", "u", "s3cret");
    assertThat(basic).hasToString("Auth[basic]");
    assertThat(basic.conceal("no s3cret, no dTpzM2NyZXQ=")).isEqualTo("no ***, no ***");
    assertThat(Auth.header("oneway.auth.x", "X-Key", "s3cret").toString())
        .isEqualTo("Auth[header X-Key]");
  }

  private static Auth auth(String... settings) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      values.put("oneway.auth.x." + settings[i], settings[i + 1]);
    }
    return AuthSettings.read("x", settings(values));
  }

  @Test
  void everySecretIsHiddenHoweverAVendorRepeatsIt() {
    Auth auth = auth("type", "bearer", "token", "s3cret +/\"=");
    assertThat(
            auth.conceal(
                "s3cret +/\"= s3cret +/\\\"= s3cret +\\/\\\"= s3cret+%2B%2F%22%3D s3cret%20%2B%2F%22%3D "
                    + "s3cret%20%2b%2f%22%3d czNjcmV0ICsvIj0= czNjcmV0ICsvIj0"))
        .isEqualTo("*** *** *** *** *** *** *** ***");
  }

  @Test
  void aSecretThatHoldsAnotherIsHiddenAsAWhole() {
    Secrets secrets = new Secrets();
    secrets.learn("s3cret");
    secrets.learn("s3cret-and-more");
    assertThat(secrets.conceal("s3cret s3cret-and-more")).isEqualTo("*** ***");
    assertThat(secrets).hasToString("Secrets[***]");
  }

  @Test
  void tokensOfLongAgoAreForgottenButNeverWhatIsInUse() {
    Secrets secrets = new Secrets();
    for (int i = 0; i < 1000; i++) {
      secrets.learn("s3cret-client");
      secrets.learn("s3cret-token-" + i + ".");
    }
    assertThat(secrets.conceal("s3cret-client s3cret-token-900. s3cret-token-1."))
        .isEqualTo("*** *** s3cret-token-1.");
  }

  @Test
  void aTokenInAFileIsReadAgainWhenItIsRefused(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "s3cret-1\n");
    Auth auth = auth("type", "header", "header", "X-Key", "tokenFile", file.toString());
    HttpGet request = TokenServer.signed(auth);
    assertThat(request.getHeader("X-Key").getValue()).isEqualTo("s3cret-1");
    assertThat(auth.renew(request)).isFalse();
    Files.writeString(file, "s3cret-2\r\n");
    assertThat(auth.renew(request)).isTrue();
    assertThat(headerOf(auth, "X-Key")).isEqualTo("s3cret-2");
    assertThat(auth.conceal("s3cret-1 s3cret-2")).isEqualTo("*** ***");
  }

  @Test
  void aPasswordInAFileIsReadAgainWhenItIsRefused(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("password"), "s3cret-1");
    Auth auth = auth("type", "basic", "username", "u", "passwordFile", file.toString());
    HttpGet request = TokenServer.signed(auth);
    Files.writeString(file, "s3cret-2");
    assertThat(auth.renew(request)).isTrue();
    assertThat(headerOf(auth, "Authorization")).isEqualTo("Basic dTpzM2NyZXQtMg==");
  }

  @Test
  void aFixedTokenIsNotSentAgain() throws Exception {
    Auth auth = auth("type", "bearer", "token", "s3cret");
    assertThat(auth.renew(TokenServer.signed(auth))).isFalse();
    assertThat(Auth.none().renew(new HttpGet("https://a/"))).isFalse();
  }

  @Test
  void aFileThatIsNotThereIsMissing(@TempDir Path folder) {
    Path file = folder.resolve("none");
    assertThatThrownBy(
            () -> auth("type", "basic", "username", "u", "passwordFile", file.toString()))
        .isInstanceOf(NotConfiguredException.class)
        .hasMessage(
            "not configured: set oneway.auth.x.passwordFile (there is no file " + file + ")");
  }

  @Test
  void aFileThatCantBeUsedIsNamed(@TempDir Path folder) throws Exception {
    Path empty = Files.writeString(folder.resolve("empty"), "\n");
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff});
    Path lines = Files.writeString(folder.resolve("lines"), "s3cret\ns3cret\n");
    assertThatThrownBy(() -> auth("type", "bearer", "tokenFile", empty.toString()))
        .hasMessage(
            "oneway.auth.x.tokenFile names the file %s, which is empty. Put the secret into it.",
            empty);
    assertThatThrownBy(() -> auth("type", "bearer", "tokenFile", binary.toString()))
        .hasMessageContaining("isn't text in UTF-8");
    assertThatThrownBy(() -> auth("type", "bearer", "tokenFile", folder.toString()))
        .hasMessageContaining("can't be read");
    assertThatThrownBy(() -> auth("type", "bearer", "tokenFile", lines.toString()))
        .hasMessageContaining("oneway.auth.x.tokenFile holds a character no header may hold")
        .hasMessageNotContaining("s3cret");
    assertThatThrownBy(() -> auth("type", "bearer", "tokenFile", "a\0b"))
        .hasMessage("oneway.auth.x.tokenFile is no file's name. Write a path.");
  }

  @Test
  void aFileThatVanishesIsNamedWhenItIsNeeded(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "s3cret-1");
    Auth auth = auth("type", "bearer", "tokenFile", file.toString());
    Files.delete(file);
    assertThatThrownBy(() -> headerOf(auth, "Authorization"))
        .isInstanceOf(FatalException.class)
        .hasMessageContaining("doesn't exist");
  }

  @Test
  void aSecretIsGivenInOneWayOnly() {
    assertThatThrownBy(() -> auth("type", "bearer", "token", "s3cret", "tokenFile", "f"))
        .isInstanceOf(FatalException.class)
        .hasMessage(
            "oneway.auth.x.token and oneway.auth.x.tokenFile are both set. Remove one of them.");
  }

  @Test
  void whatATypeHasNoUseForIsRefused() {
    assertThatThrownBy(
            () -> auth("type", "bearer", "token", "s3cret", "password", "s3cret", "subject", "ann"))
        .isInstanceOf(FatalException.class)
        .hasMessage(
            "oneway.auth.x.type is bearer, which has no use for oneway.auth.x.password, oneway.auth.x.subject. Remove what is of no use, or correct the type.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "client-credentials | tokenUrl, clientId, clientSecret",
        "refresh-token | tokenUrl, clientId, refreshToken",
        "jwt-bearer | tokenUrl, clientId, subject, audience, privateKey"
      })
  void eachTypeNamesAllItNeeds(String type, String needed) {
    assertThatThrownBy(() -> auth("type", type))
        .isInstanceOfSatisfying(
            NotConfiguredException.class,
            e ->
                assertThat(e.settings())
                    .isEqualTo(
                        Stream.of(needed.split(", ", -1)).map("oneway.auth.x."::concat).toList()));
  }

  @Test
  void aClientThatProvesItselfNeedsASecret() {
    assertThatThrownBy(
            () ->
                auth(
                    "type", "refresh-token",
                    "tokenUrl", "https://login/",
                    "clientId", "c",
                    "refreshToken", "s3cret",
                    "clientAuthentication", "basic"))
        .isInstanceOf(NotConfiguredException.class)
        .hasMessage("not configured: set oneway.auth.x.clientSecret");
  }

  @Test
  void aMisspeltClientAuthenticationGetsTheNearestOne() {
    assertThatThrownBy(() -> auth("type", "refresh-token", "clientAuthentication", "bsaic"))
        .isInstanceOf(FatalException.class)
        .hasMessage(
            "oneway.auth.x.clientAuthentication is `bsaic`. Did you mean `basic`? It is one of post, basic.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"login.example.com", "ftp://a/", "https://u:s3cret@a/", "https://a b/"})
  void aTokenUrlIsOneOfAServer(String url) {
    assertThatThrownBy(
            () ->
                auth(
                    "type", "client-credentials",
                    "tokenUrl", url,
                    "clientId", "c",
                    "clientSecret", "s3cret"))
        .isInstanceOf(FatalException.class)
        .hasMessageStartingWith("oneway.auth.x.tokenUrl is no absolute http or https URL")
        .hasMessageNotContaining("s3cret");
  }
}
