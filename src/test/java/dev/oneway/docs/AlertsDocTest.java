package dev.oneway.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import dev.oneway.alert.AlertKind;
import dev.oneway.app.Application;
import dev.oneway.flow.Entry;
import dev.oneway.testing.Home;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/alerts.md: every kind is there, and its flows tell of alerts as they stand. */
class AlertsDocTest {
  /** Of each example: its route and its mapping. */
  private static final int FILES = 2;

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Pattern FILE =
      Pattern.compile("```yaml\n# (\\S+)\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;
  private final String page = Readme.fileText("docs/alerts.md");

  private Home home(String heading) {
    Home home = new Home(folder);
    String section = page.substring(page.indexOf("### " + heading));
    Matcher files = FILE.matcher(section);
    for (int file = 0; file < FILES && files.find(); file++) {
      home.write(files.group(1), files.group(2));
    }
    return home;
  }

  private static void raiseAndResolve(Home home) {
    try (Application application = home.start(Entry.SCHEDULE)) {
      assertThat(application.loadFlows()).singleElement().matches(flow -> flow.isReady(), "ready");
      application.takeOver();
      application.alerts().raise("a-to-b", AlertKind.STALE, Optional.empty(), "Nothing new: ü.");
      application.alerts().resolve("a-to-b", AlertKind.STALE);
      await()
          .atMost(SOON)
          .until(
              () ->
                  application.alerts().notices().waiting(10).isEmpty()
                      && application.inboxes().stream().allMatch(inbox -> inbox.events() == 0));
    }
    assertThat(home.deadLetters()).isEmpty();
  }

  @Test
  void everyKindHasItsRow() {
    assertThat(Stream.of(AlertKind.values()))
        .allSatisfy(kind -> assertThat(page).contains("\n| `" + kind.word() + "` | "));
  }

  @Test
  void theCatalogueTakesItsExampleFromHere() {
    assertThat(page)
        .contains(Readme.fileText("src/main/resources/examples/alerts-by-mail.camel.yaml"));
  }

  @Test
  void byEmail() throws Exception {
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
    mail.setUser("oneway@example.com", "oneway@example.com", "s3cret&+#");
    mail.start();
    try {
      Home home =
          home("By e-mail")
              .set("mail.host", "127.0.0.1:" + mail.getSmtps().getPort())
              .set("mail.user", "oneway@example.com")
              .set("mail.password", "s3cret&+#")
              .set("mail.alerts.to", "operations@example.com");
      trust(home);
      raiseAndResolve(home);
      assertThat(mail.getReceivedMessages())
          .extracting(message -> message.getSubject() + " - " + message.getContent())
          .containsExactly(
              "a-to-b: stale raised - Nothing new: ü.", "a-to-b: stale resolved - It is over.");
    } finally {
      mail.stop();
    }
  }

  /** The server of this test has a certificate of its own making. */
  private static void trust(Home home) {
    try {
      String text = Files.readString(home.file("routes/alerts.camel.yaml"));
      home.write(
          "routes/alerts.camel.yaml",
          text.replace(
              "to: \"{{mail.alerts.to}}\"",
              "to: \"{{mail.alerts.to}}\"\n              mail.smtps.ssl.trust: \"*\""
                  + "\n              mail.smtps.ssl.checkserveridentity: \"false\""));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void byAWebhook() throws Exception {
    List<String> told = new CopyOnWriteArrayList<>();
    HttpServer pager =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    pager.createContext(
        "/events",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          told.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization")
                  + " "
                  + body.replaceAll("[0-9a-f-]{36}", "ID"));
          exchange.sendResponseHeaders(201, -1);
          exchange.close();
        });
    pager.start();
    try {
      raiseAndResolve(
          home("By a webhook")
              .set("pager.url", "http://127.0.0.1:" + pager.getAddress().getPort())
              .set("oneway.auth.pager.type", "bearer")
              .set("oneway.auth.pager.token", "s3cret"));
      assertThat(told)
          .containsExactly(
              "POST Bearer s3cret {\"id\":\"ID\",\"dedup_key\":\"ID\",\"action\":\"trigger\","
                  + "\"summary\":\"a-to-b: Nothing new: ü.\"}",
              "POST Bearer s3cret {\"id\":\"ID\",\"dedup_key\":\"ID\",\"action\":\"resolve\","
                  + "\"summary\":\"a-to-b: It is over.\"}");
    } finally {
      pager.stop(0);
    }
  }
}
