package dev.oneway.flows;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.oneway.run.Fate;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Sql;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The source dies while it is read. */
class BrokenSourceTest {
  @TempDir private Path folder;
  private final WireMockServer shop = new WireMockServer(options().dynamicPort());
  private People people;

  @BeforeEach
  void open() {
    people = new People(folder, 1000);
    shop.start();
  }

  @AfterEach
  void close() {
    Sabotage.none();
    shop.stop();
  }

  @Test
  void aDatabaseSessionThatIsKilledMidwayFailsTheRunAndTheNextReadsAll() {
    Sabotage.at(4, () -> People.killSessions(people.source));
    assertThat(people.failedRun().counts().of(Fate.CREATED)).isBetween(100L, 900L);
    people.healingRun();
  }

  @Test
  void aRowTheSourceCanNotComputeFailsTheRunAndIsNeverSkipped() {
    people.route(
        """
        - to:
            uri: "sql:SELECT *, 1 / (id - 500) AS bomb FROM people WHERE updated_at >= :#${exchangeProperty.since} ORDER BY id"
            parameters: { dataSource: "#source", outputType: StreamList, fetchSize: 100 }
        - split:
            expression: { ref: { expression: chunk100 } }
            streaming: true
            stopOnException: true
            steps:
              - to: mapping:people
              - to: dedup:ledger
              - to: jdbc-upsert:people?dataSource=#target
        """);
    assertThat(people.failedRun().reason().orElseThrow()).contains("division by zero");
    Sql.execute(people.source, "UPDATE people SET id = 5000 WHERE id = 500");
    people.healingRun();
  }

  @Test
  void aConnectionThatIsResetOnPageThreeFailsTheRunAndTheNextReadsAll() {
    readsPages();
    page(1, aResponse().withBody(json(1)));
    page(2, aResponse().withBody(json(2)));
    page(3, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
    page(4, aResponse().withBody("[]"));
    RunSummary failed = people.failedRun();
    assertThat(failed.counts().read()).isEqualTo(200);
    assertThat(failed.reason().orElseThrow()).contains("/people?page=", "Connection reset");

    page(3, aResponse().withBody(json(3)));
    RunSummary next = people.run();
    assertThat(next.counts().of(Fate.CREATED) + failed.counts().of(Fate.CREATED)).isEqualTo(300);
    assertThat(people.targetRows()).hasSize(300);
  }

  @Test
  void aPageThatBreaksOffFailsTheRunHoweverMuchOfItWasRead() {
    readsPages();
    page(1, aResponse().withBody(json(1)));
    page(2, aResponse().withBody(json(2).substring(0, json(2).length() / 2)));
    String reason = people.failedRun().reason().orElseThrow();
    assertThat(reason).contains("/people", "broke off", "records into the page");

    page(2, aResponse().withBody(json(2)));
    page(3, aResponse().withBody("[]"));
    assertThat(people.run().counts().of(Fate.CREATED)).isPositive();
    assertThat(people.targetRows()).hasSize(200);
  }

  private void readsPages() {
    people.route(
        """
        - to: pages:%s/people?next=page&pageParameter=page&attempts=2
        - split:
            expression: { ref: { expression: chunk100 } }
            streaming: true
            stopOnException: true
            steps:
              - to: mapping:people
              - to: dedup:ledger
              - to: jdbc-upsert:people?dataSource=#target
        """
            .formatted(shop.baseUrl()));
  }

  private void page(int number, ResponseDefinitionBuilder answer) {
    shop.stubFor(
        get(urlPathEqualTo("/people"))
            .withQueryParam("page", equalTo(Integer.toString(number)))
            .willReturn(answer));
  }

  private static String json(int page) {
    return IntStream.rangeClosed(page * 100 - 99, page * 100)
        .mapToObj(
            i ->
                "{\"id\":%d,\"name\":\"Name %d\",\"salary\":%d.50,\"updated_at\":\"2024-01-01T00:00:00Z\"}"
                    .formatted(i, i, i))
        .collect(Collectors.joining(",", "[", "]"));
  }
}
