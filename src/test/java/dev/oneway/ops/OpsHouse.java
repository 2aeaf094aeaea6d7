package dev.oneway.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.app.Application;
import dev.oneway.flow.Entry;
import dev.oneway.record.RecordJson;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import dev.oneway.testing.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A house as {@code run} runs it, with its management port open: a flow of people, one with an
 * inbox, one that is broken and one that waits for a setting. People named Nobody are refused.
 */
public final class OpsHouse implements AutoCloseable {
  public static final String PEOPLE = "people-to-target";
  public static final String TICKETS = "tickets-to-target";

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

  private static final String READ =
      """
      - to:
          uri: "sql:SELECT * FROM %s WHERE changed_at >= :#${exchangeProperty.since} ORDER BY id"
          parameters: { dataSource: "#source", outputType: StreamList, fetchSize: 100 }
      - split:
          expression: { ref: { expression: chunk100 } }
          streaming: true
          stopOnException: true
          steps:
      """;

  private final HttpClient client = HttpClient.newHttpClient();
  private final String source;
  private final String target;
  public final Home home;
  private Application application;

  public OpsHouse(Path folder) {
    source = "jdbc:sqlite:" + folder.resolve("source.db");
    target = "jdbc:sqlite:" + folder.resolve("target.db");
    for (String table : new String[] {"people", "tickets"}) {
      Sql.execute(source, "CREATE TABLE " + table + " (id INTEGER, name TEXT, changed_at TEXT)");
      Sql.execute(
          target,
          "CREATE TABLE "
              + table
              + " (id INTEGER PRIMARY KEY, name TEXT CHECK (name <> 'Nobody'))");
    }
    home =
        new Home(folder)
            .source("source", source)
            .destination("target", target)
            .set("oneway.management", "on")
            .set("oneway.management.port", "0");
    mapping("people");
    mapping("tickets");
    home.write("routes/" + PEOPLE + ".camel.yaml", scheduled(PEOPLE, "people", steps("people")))
        .write(
            "routes/" + TICKETS + ".camel.yaml",
            scheduled(
                    TICKETS + "-sweep",
                    "tickets",
                    "- to: inbox:tickets?key=/id&changedAt=/changed_at\n")
                + "- route:\n    id: tickets-to-target\n    from:\n      uri: inbox:tickets\n      steps:\n"
                + steps("tickets").indent(8))
        .write("routes/broken.camel.yaml", scheduled("broken", "people", "- to: mapping:peple\n"))
        .write(
            "routes/unset.camel.yaml",
            scheduled("unset", "people", "- to: jdbc-upsert:people?dataSource={{nowhere}}\n"));
  }

  private void mapping(String table) {
    home.write(
        "mappings/" + table + ".yaml",
        """
        source: { system: HR, object: %1$s, owner: hr }
        destination: { system: Target, object: %1$s }
        key: { id: id }
        changedAt: changed_at
        fields: { name: name }
        """
            .formatted(table));
  }

  private static String steps(String table) {
    return """
        - to: mapping:%1$s
        - to: dedup:ledger
        - to: jdbc-upsert:%1$s?dataSource=#target
        """
        .formatted(table);
  }

  private static String scheduled(String route, String table, String steps) {
    return """
        - route:
            id: %1$s
            from:
              uri: quartz:%1$s
              parameters: { cron: "0 0 3 1 1 ?", stateful: true }
              steps:
        """
            .formatted(route)
        + (READ.formatted(table) + steps.indent(6)).indent(8);
  }

  /** Its flow of people can be held up on its way, see {@link dev.oneway.flows.Sabotage}. */
  public OpsHouse sabotaged() {
    String pass = "- bean: { beanType: dev.oneway.flows.Sabotage, method: pass }\n";
    home.write(
        "routes/" + PEOPLE + ".camel.yaml", scheduled(PEOPLE, "people", pass + steps("people")));
    return this;
  }

  /** The route of people with more steps at its end. */
  String peopleThen(String more) {
    return scheduled(PEOPLE, "people", steps("people") + more);
  }

  public OpsHouse start() {
    application = home.start(Entry.SCHEDULE);
    application.loadFlows();
    application.takeOver();
    return this;
  }

  public Application application() {
    return application;
  }

  /** Somebody, or something, is new at the source, changed now. */
  public void add(String table, int id, String name) {
    Sql.execute(
        source, "INSERT INTO %s VALUES (%d, '%s', '%s')".formatted(table, id, name, Instant.now()));
  }

  public void targetGone() {
    Sql.execute(target, "ALTER TABLE people RENAME TO away");
  }

  public void targetBack() {
    Sql.execute(target, "ALTER TABLE away RENAME TO people");
  }

  public void emptyTarget() {
    Sql.execute(target, "DELETE FROM people");
  }

  /** Starts a flow out of turn and waits for the run's end. */
  public RunSummary run(String flow) {
    String before = latest(flow).map(RunSummary::id).orElse("");
    assertThat(application.fire(flow)).isTrue();
    await()
        .atMost(LONG_ENOUGH)
        .until(
            () ->
                latest(flow)
                    .filter(run -> !run.id().equals(before) && run.state() != RunState.RUNNING)
                    .isPresent());
    return latest(flow).orElseThrow();
  }

  private Optional<RunSummary> latest(String flow) {
    return application.books().log().latestOf(flow, 1).stream().findFirst();
  }

  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(uri(path)));
  }

  /** The status of the answer, whose body may have no end. */
  public int status(String path) {
    try {
      HttpResponse<InputStream> answer =
          client.send(
              HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofInputStream());
      answer.body().close();
      return answer.statusCode();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public HttpResponse<String> get(String path, String authorization) {
    return send(HttpRequest.newBuilder(uri(path)).header("Authorization", authorization));
  }

  public HttpResponse<String> post(String path, String json) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + application.managementPort() + path);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The answer, which must be JSON and 200. */
  public Map<String, Object> json(String path) {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return RecordJson.readRecord(answer.body());
  }

  @Override
  public void close() {
    if (application != null) {
      application.close();
    }
  }
}
