package dev.oneway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.fault.NotConfiguredException;
import dev.oneway.run.FatalException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.junit.jupiter.api.Test;

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
                    "oneway.auth.x.password", "pass:wörd")));
    assertThat(headerOf(auth, "Authorization")).isEqualTo("Basic asO8cmdlbjpwYXNzOnfDtnJk");
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
                    "oneway.auth.shopify.token", "shpat_1")));
    assertThat(headerOf(auth, "X-Shopify-Access-Token")).isEqualTo("shpat_1");
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
            "oneway.auth.x.type is `baerer`. Did you mean `bearer`? It is one of bearer, basic, header, none.");
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
}
