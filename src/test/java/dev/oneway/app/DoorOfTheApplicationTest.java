package dev.oneway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.flow.Entry;
import dev.oneway.flow.Flow;
import dev.oneway.testing.Home;
import dev.oneway.testing.LogLines;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the door is opened, where, and what keeps it shut. */
class DoorOfTheApplicationTest {
  private static final String PASSWORD = "correct horse";

  @TempDir private Path folder;
  private Home home;

  @BeforeEach
  void routes() {
    home = new Home(folder).set("oneway.door.port", "0");
    home.write(
        "routes/hook.camel.yaml",
        """
        - route:
            id: hook
            from:
              uri: platform-http:/webhooks/hook
              parameters: { httpMethodRestrict: POST }
              steps:
                - setBody: { constant: taken }
        """);
  }

  private Application started() {
    Application application = home.start(Entry.SCHEDULE);
    try {
      assertThat(application.loadFlows()).allMatch(Flow::isReady);
      application.takeOver();
      return application;
    } catch (RuntimeException e) {
      application.close();
      throw e;
    }
  }

  private static HttpResponse<String> post(HttpClient client, String url)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofString("{}")).build(),
        BodyHandlers.ofString());
  }

  @Test
  void webhooksComeInOnThisMachineWhenAFlowWaitsForThem() throws Exception {
    try (LogLines log = new LogLines("dev.oneway.webhook");
        Application application = started()) {
      String url = "http://127.0.0.1:" + application.doorPort();

      assertThat(post(HttpClient.newHttpClient(), url + "/webhooks/hook").body())
          .isEqualTo("taken");
      assertThat(log.all()).containsExactly("INFO " + url + " takes /webhooks/hook");
    }
  }

  @ParameterizedTest
  @CsvSource({"INSPECT", "ONCE"})
  void lookingAtFlowsOrCallingThemOpensNothing(Entry entry) {
    try (Application application = home.start(entry)) {
      assertThat(application.loadFlows()).allMatch(Flow::isReady);
      application.takeOver();
      assertThat(application.doorPort()).isZero();
    }
  }

  @Test
  void withoutAWebhookNothingIsOpened() throws Exception {
    Files.delete(home.file("routes/hook.camel.yaml"));
    home.write(
        "routes/tick.camel.yaml",
        """
        - route:
            id: tick
            from:
              uri: timer:tick?period=1h&delay=1h
              steps:
                - setBody: { constant: x }
        """);
    try (Application application = started()) {
      assertThat(application.doorPort()).isZero();
    }
  }

  @Test
  void aPortThatIsTakenIsToldWithARemedy() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      home.set("oneway.door.port", "" + other.getLocalPort());

      assertThatThrownBy(this::started)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "oneway.door.port: 127.0.0.1:"
                  + other.getLocalPort()
                  + " is taken by another program. Stop it, or set another port.");
    }
  }

  @ParameterizedTest
  @CsvSource({"192.0.2.1", "no-such-host.invalid"})
  void anAddressOfAnotherMachineIsToldWithARemedy(String host) {
    home.set("oneway.door.host", host);

    assertThatThrownBy(this::started)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("oneway.door.host: `" + host + "` is no address of this machine.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "port | 65536 | oneway.door.port cannot be 65536, but 0 to 65535.",
        "port | http | oneway.door.port: `http` is not a whole number of at least 0.",
        "maxBodyBytes | 0 | oneway.door.maxBodyBytes cannot be 0, but 1 to 1073741824.",
        "maxBytes | 1000 | oneway.door.maxBytes cannot be less than oneway.door.maxBodyBytes, which is 10485760, and is 1000.",
        "maxHeaderBytes | 10 | oneway.door.maxHeaderBytes cannot be 10, but 1024 to 1048576.",
        "maxRequests | 0 | oneway.door.maxRequests cannot be 0, but 1 to 1000000.",
        "maxConnections | 0 | oneway.door.maxConnections cannot be 0, but 1 to 1000000.",
        "requestsPerSecond | -1 | oneway.door.requestsPerSecond: `-1` is not a whole number of at least 0.",
        "arrivalTime | 10ms | oneway.door.arrivalTime cannot be 10ms, but 100ms to 1h.",
        "idleTime | 2h | oneway.door.idleTime cannot be 7200000ms, but 100ms to 1h.",
        "answerTime | soon | oneway.door.answerTime: `soon` is not a duration. Write it like 30s, 5m or 1h.",
        "tls.key | a.pem | oneway.door.tls.certificate and oneway.door.tls.key go together. Set both or neither.",
        "tls.keystore | /no/such.p12 | oneway.door.tls.keystore: there is no file /no/such.p12 that can be read. Correct it.",
        "tls.keystore | {{env:NO_SUCH}} | oneway.door.tls.keystore: {{env:NO_SUCH}} has no value. Set what it names, or remove the setting.",
        "prot | 80 | there is no setting `oneway.door.prot`. Did you mean `oneway.door.port`? The settings are listed in application.properties as it is shipped.",
      })
  void aWrongValueIsNotStartedWith(String setting, String value, String sentence) {
    home.set("oneway.door." + setting, value);

    assertThatThrownBy(this::started).hasMessage(sentence);
  }

  @Test
  void aKeystoreMakesItTls() throws Exception {
    Path keystore = keystore();
    home.set("oneway.door.tls.keystore", keystore.toString());
    home.write("password", PASSWORD + "\n");
    home.set("oneway.door.tls.passwordFile", home.file("password").toString());

    try (Application application = started()) {
      assertTls(application, keystore);
    }
  }

  @Test
  void pemFilesMakeItTls() throws Exception {
    Path keystore = keystore();
    KeyStore keys = KeyStore.getInstance(keystore.toFile(), PASSWORD.toCharArray());
    PrivateKey key = (PrivateKey) keys.getKey("door", PASSWORD.toCharArray());
    home.write("door.pem", pem("CERTIFICATE", keys.getCertificate("door").getEncoded()));
    home.write("door.key", pem("PRIVATE KEY", key.getEncoded()));
    home.set("oneway.door.tls.certificate", home.file("door.pem").toString());
    home.set("oneway.door.tls.key", home.file("door.key").toString());

    try (Application application = started()) {
      assertTls(application, keystore);
    }
  }

  private static void assertTls(Application application, Path keystore) throws Exception {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(KeyStore.getInstance(keystore.toFile(), PASSWORD.toCharArray()));
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
    HttpClient client = HttpClient.newBuilder().sslContext(tls).build();
    String url = "://127.0.0.1:" + application.doorPort() + "/webhooks/hook";

    assertThat(post(client, "https" + url).body()).isEqualTo("taken");
    assertThatThrownBy(() -> post(HttpClient.newHttpClient(), "http" + url))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aWrongPasswordIsToldAndNotShown() throws Exception {
    home.set("oneway.door.tls.keystore", keystore().toString());
    home.set("oneway.door.tls.password", "s3cret staple");

    assertThatThrownBy(this::started)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("oneway.door.tls: the certificate or its key can't be used: ")
        .hasMessageNotContaining("staple");
  }

  @Test
  void aFileThatIsNoCertificateIsTold() {
    home.write("door.pem", "nonsense").write("door.key", "nonsense");
    home.set("oneway.door.tls.certificate", home.file("door.pem").toString());
    home.set("oneway.door.tls.key", home.file("door.key").toString());

    assertThatThrownBy(this::started)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("oneway.door.tls: the certificate or its key can't be used: ");
  }

  private Path keystore() throws Exception {
    Path file = folder.resolve("door.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "door",
                "-keyalg",
                "EC",
                "-dname",
                "CN=door",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    return file;
  }

  private static String pem(String what, byte[] content) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
  }
}
