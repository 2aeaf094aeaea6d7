package dev.oneway.http.auth;

import static dev.oneway.http.auth.TokenServer.authorization;
import static dev.oneway.http.auth.TokenServer.renewed;
import static dev.oneway.http.auth.TokenServer.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.demo.http.Reply;
import dev.oneway.http.Auth;
import dev.oneway.http.FakeTime;
import dev.oneway.record.RecordJson;
import dev.oneway.run.FatalException;
import dev.oneway.testing.LogLines;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a token endpoint is told, grant by grant. */
class GrantTest {
  private static final String ODD_SECRET = "s3cret +/&=%ü:";

  @TempDir private Path folder;
  private TokenServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TokenServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Path file(String name, String content) throws Exception {
    return Files.writeString(folder.resolve(name), content);
  }

  @Test
  void aClientProvesItselfInTheForm() throws Exception {
    server.clientCredentials().set("clientSecret", ODD_SECRET);
    server.set("scope", "read write").set("audience", "https://api/").set("tokenForm", "sub=4080");
    assertThat(authorization(server.auth())).isEqualTo("Bearer s3cret-1");
    assertThat(server.lastForm())
        .isEqualTo(
            Map.of(
                "grant_type", "client_credentials",
                "client_id", "client",
                "client_secret", ODD_SECRET,
                "scope", "read write",
                "audience", "https://api/",
                "sub", "4080"));
    assertThat(server.asked().get(0).header("Authorization")).isEmpty();
    assertThat(server.asked().get(0).query()).isEqualTo(Map.of("tenant", "1"));
  }

  @Test
  void aVendorsOwnFieldsGoIntoTheForm() throws Exception {
    server.clientCredentials().set("clientSecret", ODD_SECRET);
    server.set("tokenForm", "box_subject_type=enterprise & box_subject_id=12 34");
    assertThat(authorization(server.auth())).isEqualTo("Bearer s3cret-1");
    assertThat(server.lastForm())
        .containsEntry("box_subject_type", "enterprise")
        .containsEntry("box_subject_id", "12 34")
        .containsEntry("client_secret", ODD_SECRET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"enterprise", "a=1&", "client_id=other", "grant_type=password"})
  void fieldsOfTheFormThatAreNoneOrOursAreRefused(String form) {
    server.clientCredentials().set("clientSecret", ODD_SECRET).set("tokenForm", form);
    assertThatThrownBy(() -> server.auth())
        .isInstanceOf(FatalException.class)
        .hasMessageContaining("tokenForm")
        .hasMessageContaining("Write it like box_subject_type=enterprise&box_subject_id=12345.");
  }

  @Test
  void aClientProvesItselfInAHeaderWithIdAndSecretEncoded() throws Exception {
    server.clientCredentials().set("clientSecret", ODD_SECRET).set("clientAuthentication", "basic");
    Auth auth = server.auth();
    assertThat(authorization(auth)).isEqualTo("Bearer s3cret-1");
    assertThat(server.lastForm()).isEqualTo(Map.of("grant_type", "client_credentials"));
    String sent = server.asked().get(0).header("Authorization").orElseThrow();
    byte[] pair = Base64.getDecoder().decode(sent.substring("Basic ".length()));
    assertThat(new String(pair, StandardCharsets.US_ASCII))
        .isEqualTo("client:s3cret+%2B%2F%26%3D%25%C3%BC%3A");
    assertThat(auth.conceal("got " + sent)).isEqualTo("got Basic ***");
  }

  @Test
  void aRotatedClientSecretIsReadFromItsFileWhenATokenIsNeeded() throws Exception {
    Path secret = file("client", "s3cret-old\n");
    server.set("type", "client-credentials").set("clientId", "client");
    server.set("clientSecretFile", secret.toString());
    Auth auth = server.auth();
    assertThat(renewed(auth)).isTrue();
    Files.writeString(secret, "s3cret-new\n");
    server.accepting(request -> "s3cret-new".equals(request.form().get("client_secret")));
    assertThat(renewed(auth)).isTrue();
  }

  @Test
  void aRefreshTokenIsUsedWithoutAClientSecretToo() throws Exception {
    server.refreshToken().set("refreshToken", "s3cret-r0");
    assertThat(authorization(server.auth())).isEqualTo("Bearer s3cret-1");
    assertThat(server.lastForm())
        .isEqualTo(
            Map.of(
                "grant_type", "refresh_token",
                "refresh_token", "s3cret-r0",
                "client_id", "client"));
  }

  @Test
  void aRotatedRefreshTokenReplacesTheOldOneAndTheLogWarnsOfARestart() throws Exception {
    server.refreshToken().set("refreshToken", "s3cret-r0");
    server.answer.put("refresh_token", "s3cret-r1");
    Auth auth = server.auth();
    try (LogLines log = new LogLines("dev.oneway.http.auth")) {
      renewed(auth);
      assertThat(server.lastForm()).containsEntry("refresh_token", "s3cret-r1");
      assertThat(log.all())
          .containsExactly(
              "WARN oneway.auth.x.refreshToken: the vendor has replaced the secret, and the new one is lost when Oneway ends. Put it into a file and name that in oneway.auth.x.refreshTokenFile, so that Oneway can keep the newest one.");
    }
    assertThat(auth.conceal("s3cret-r0 s3cret-r1")).isEqualTo("*** ***");
  }

  @Test
  void aRotatedRefreshTokenSurvivesARestartInItsFile() throws Exception {
    Path token = file("refresh", "s3cret-r0\n");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
    server.refreshToken().set("refreshTokenFile", token.toString());
    server.answer.put("refresh_token", "s3cret-r1");
    try (LogLines log = new LogLines("dev.oneway.http.auth")) {
      signed(server.auth());
      assertThat(log.all()).isEmpty();
    }
    assertThat(token).hasContent("s3cret-r1");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
        .isEqualTo("rw-------");
    assertThat(folder.toFile().list()).containsExactly("refresh");

    signed(server.auth());
    assertThat(server.lastForm()).containsEntry("refresh_token", "s3cret-r1");
  }

  @Test
  void aLinkToTheFileOfARefreshTokenStaysALink() throws Exception {
    Path token = file("refresh", "s3cret-r0");
    Path link = Files.createSymbolicLink(folder.resolve("link"), token);
    server.refreshToken().set("refreshTokenFile", link.toString());
    server.answer.put("refresh_token", "s3cret-r1");
    signed(server.auth());
    assertThat(link).isSymbolicLink().hasContent("s3cret-r1");
  }

  @Test
  void aRefreshTokenThatCantBeWrittenIsRememberedAndTold() throws Exception {
    Path token = file("refresh", "s3cret-r0");
    server.refreshToken().set("refreshTokenFile", token.toString());
    server.answer.put("refresh_token", "s3cret-r1");
    server.accepting(request -> token.toFile().delete());
    Auth auth = server.auth();
    try (LogLines log = new LogLines("dev.oneway.http.auth")) {
      signed(auth);
      assertThat(log.all())
          .singleElement()
          .asString()
          .startsWith("WARN oneway.auth.x.refreshTokenFile names the file " + token)
          .doesNotContain("s3cret");
    }
    Files.writeString(token, "s3cret-r0");
    renewed(auth);
    assertThat(server.lastForm()).containsEntry("refresh_token", "s3cret-r1");
  }

  @Test
  void aRefreshTokenSomebodyPutsIntoTheFileWins() throws Exception {
    Path token = file("refresh", "s3cret-r0");
    server.refreshToken().set("refreshTokenFile", token.toString());
    server.answer.put("refresh_token", "s3cret-r1");
    Auth auth = server.auth();
    signed(auth);
    server.then(Reply.json(400, Map.of("error", "invalid_grant")));
    assertThatThrownBy(() -> renewed(auth)).isInstanceOf(FatalException.class);
    Files.writeString(token, "s3cret-anew");
    signed(auth);
    assertThat(server.lastForm()).containsEntry("refresh_token", "s3cret-anew");
  }

  @Test
  void aJwtIsSignedAndSaysWhoAsksForWhomWhereAndUntilWhen() throws Exception {
    KeyPair keys = keys("RSA");
    server.jwtBearer(pem("PRIVATE KEY", keys)).set("scope", "api");
    Auth auth = server.auth();
    assertThat(authorization(auth)).isEqualTo("Bearer s3cret-1");
    Map<String, String> form = server.lastForm();
    String assertion = form.get("assertion");
    assertThat(form)
        .isEqualTo(
            Map.of(
                "grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer",
                "assertion", assertion,
                "scope", "api"));
    String[] parts = assertion.split("\\.", -1);
    assertThat(decoded(parts[0])).isEqualTo("{\"alg\":\"RS256\",\"typ\":\"JWT\"}");
    long now = FakeTime.START.getEpochSecond();
    assertThat(RecordJson.readRecord(decoded(parts[1])))
        .isEqualTo(
            Map.of(
                "iss", "client",
                "sub", "ann@example.com",
                "aud", "https://login.salesforce.com",
                "iat", now,
                "exp", now + 180));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(keys.getPublic());
    signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    assertThat(auth.conceal("bad " + assertion)).isEqualTo("bad ***");
  }

  @Test
  void eachJwtIsMadeAnew() throws Exception {
    server.jwtBearer(pem("PRIVATE KEY", keys("RSA")));
    Auth auth = server.auth();
    signed(auth);
    String first = server.lastForm().get("assertion");
    server.time.sleep(Duration.ofMinutes(10));
    assertThat(renewed(auth)).isTrue();
    assertThat(server.lastForm().get("assertion")).isNotEqualTo(first);
  }

  @Test
  void aKeyMayStandOnOneLineOrInAFileWithOtherText() throws Exception {
    String pem = pem("PRIVATE KEY", keys("RSA"));
    server.jwtBearer(pem.replace("\n", "\\n"));
    assertThat(authorization(server.auth())).isEqualTo("Bearer s3cret-1");
    Path file = file("key.pem", "Bag Attributes: none\r\n" + pem.replace("\n", "\r\n"));
    server.jwtBearer("").set("privateKeyFile", file.toString());
    assertThat(authorization(server.auth())).isEqualTo("Bearer s3cret-2");
  }

  @Test
  void aKeyThatCantSignIsRefusedBeforeAnythingRunsAndNotShown() throws Exception {
    KeyPair rsa = keys("RSA");
    String whole = pem("PRIVATE KEY", rsa);
    for (String bad :
        List.of(
            pem("RSA PRIVATE KEY", rsa),
            pem("ENCRYPTED PRIVATE KEY", rsa),
            pem("PRIVATE KEY", keys("EC")),
            whole.substring(0, 200),
            whole.replaceFirst("\n.{9}", "\n"),
            "s3cret")) {
      server.jwtBearer(bad);
      assertThatThrownBy(server::auth)
          .isInstanceOf(FatalException.class)
          .hasNoCause()
          .hasMessage(
              "oneway.auth.x.privateKey holds no RSA key as PEM that begins with -----BEGIN PRIVATE KEY-----. Make one of another form with: openssl pkcs8 -topk8 -nocrypt -in KEY.pem");
    }
  }

  private static KeyPair keys(String algorithm) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    if (algorithm.equals("RSA")) {
      generator.initialize(2048);
    }
    return generator.generateKeyPair();
  }

  private static String pem(String label, KeyPair keys) {
    String base64 =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(keys.getPrivate().getEncoded());
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, base64);
  }

  private static String decoded(String base64) {
    return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
  }
}
