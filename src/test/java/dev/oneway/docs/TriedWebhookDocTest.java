package dev.oneway.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.app.Application;
import dev.oneway.draft.Address;
import dev.oneway.draft.Draft;
import dev.oneway.draft.Rhythm;
import dev.oneway.draft.Wish;
import dev.oneway.flow.Entry;
import dev.oneway.flow.Flow;
import dev.oneway.record.RecordJson;
import dev.oneway.testing.Home;
import dev.oneway.testing.Postgres;
import dev.oneway.testing.Sql;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flow that docs/webhooks.md has somebody draft and send an event to. */
class TriedWebhookDocTest {
  private static final String SECRET = "s3cret";

  @TempDir private Path folder;
  private final String section =
      Readme.fileText("docs/webhooks.md")
          .replaceFirst("(?s).*\n(?=## One to try\n)", "")
          .replaceFirst("(?s)\n## (?!One to try\n).*", "");

  private MatchResult found(String pattern) {
    Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(section);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.toMatchResult();
  }

  private Wish wish(String event) throws IOException {
    MatchResult command = found("jar new (\\S+) --from (\\S+) --sample \\S+ --to (\\S+)\n");
    return new Wish(
        command.group(1),
        Address.source(command.group(2)),
        Address.destination(command.group(3)),
        List.of(),
        Rhythm.every("15m"),
        Optional.empty(),
        List.of(RecordJson.mapper().readTree(event)),
        Optional.empty(),
        Optional.empty());
  }

  /** What curl sends, as the page has it. */
  private String answer(int port, String body) throws IOException, InterruptedException {
    MatchResult call =
        found("curl -d \\S+ -H '([^:]+): ([^']+)' -H \"([^:]+): Bearer [^\"]+\" (\\S+)\n");
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + port + URI.create(call.group(4)).getPath()))
            .header(call.group(1), call.group(2))
            .header(call.group(3), "Bearer " + SECRET)
            .POST(BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  @Test
  void whatIsSentIsInTheTableAndWhatHasNoRecordIsADeadLetter() throws Exception {
    String event = found("```json\n(.*?)```").group(1);
    String bi = Postgres.newDatabase();
    Wish wish = wish(event);
    Home home =
        new Home(folder)
            .set("oneway.connectTimeout", "20s")
            .set("oneway.door.port", "0")
            .destination("bi", bi)
            .set(found("\n(oneway\\.webhook\\S+\\.secret)=").group(1), SECRET);
    try (Application application = home.start(Entry.INSPECT)) {
      Draft draft = application.draft(wish);
      home.write("routes/" + wish.flow() + ".camel.yaml", draft.route())
          .write("mappings/" + wish.mapping() + ".yaml", draft.mapping());
    }
    try (Application application = home.start(Entry.SCHEDULE)) {
      assertThat(application.loadFlows()).hasSize(1).allMatch(Flow::isReady);
      application.takeOver();
      String expected = found("The answer is `([^`]+)`").group(1);
      assertThat(answer(application.doorPort(), event)).isEqualTo(expected);
      assertThat(answer(application.doorPort(), "{\"type\": \"ping\"}")).isEqualTo(expected);
      await().until(() -> home.deadLetters().size() == 1);
    }
    assertThat(Sql.rows(bi, "SELECT ticket_id, ticket_subject FROM tickets"))
        .containsExactly("71|Printer on fire");
  }
}
