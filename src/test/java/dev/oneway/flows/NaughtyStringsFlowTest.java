package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.oneway.record.Characters;
import dev.oneway.record.RecordJson;
import dev.oneway.run.Fate;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import dev.oneway.testing.NaughtyStrings;
import dev.oneway.testing.Postgres;
import dev.oneway.testing.Sql;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts that have broken programs before are in the tables as the vendor wrote them. */
class NaughtyStringsFlowTest {
  @TempDir private Path folder;

  @Test
  void theyArriveInPostgreSqlAsTheyAre() {
    arrive(Postgres.newDatabase(), NaughtyStrings.own());
  }

  @Test
  void theyArriveInSqliteAsTheyAre() {
    arrive("jdbc:sqlite:" + folder.resolve("target.db"), NaughtyStrings.own());
  }

  @Test
  void allOfALargerListArriveInPostgreSqlAsTheyAre() {
    arrive(Postgres.newDatabase(), NaughtyStrings.listed());
  }

  @Test
  void allOfALargerListArriveInSqliteAsTheyAre() {
    arrive("jdbc:sqlite:" + folder.resolve("target.db"), NaughtyStrings.listed());
  }

  private void arrive(String target, List<String> texts) {
    Map<String, String> storable = new LinkedHashMap<>();
    List<String> others = new ArrayList<>();
    List<Map<String, Object>> records = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String id = String.valueOf(i);
      records.add(Map.of("id", id, "t", texts.get(i)));
      if (Characters.areStorable(texts.get(i))) {
        storable.put(id, texts.get(i));
      } else {
        others.add(id + " t");
      }
    }
    Sql.execute(target, "CREATE TABLE things (id text PRIMARY KEY, t text, u text)");
    WireMockServer vendor = new WireMockServer(WireMockConfiguration.options().dynamicPort());
    vendor.start();
    try {
      byte[] body = RecordJson.write(records).getBytes(StandardCharsets.UTF_8);
      vendor.stubFor(
          WireMock.any(WireMock.anyUrl()).willReturn(WireMock.aResponse().withBody(body)));
      Home home = home(target, vendor.baseUrl());

      RunSummary run = home.runOnce("things");

      assertThat(run.counts().of(Fate.CREATED)).isEqualTo(storable.size());
      assertThat(run.counts().of(Fate.REJECTED)).isEqualTo(others.size());
      assertThat(column(target, "t")).isEqualTo(storable);
      assertThat(column(target, "u")).isEqualTo(storable);
      assertThat(home.deadLetters())
          .extracting(letter -> letter.key().orElse("-") + " " + letter.field().orElse("-"))
          .containsExactlyInAnyOrderElementsOf(others);
      assertThat(home.runOnce("things").counts().of(Fate.UNCHANGED)).isEqualTo(storable.size());
    } finally {
      vendor.stop();
    }
  }

  private Home home(String target, String vendor) {
    Home home = new Home(folder).destination("target", target);
    home.write(
        "routes/things.camel.yaml",
        """
        - route:
            id: things
            from:
              uri: quartz:things
              parameters: { cron: "0 0 3 1 1 ?", stateful: true }
              steps:
                - to: pages:%s/things?next=none
                - split:
                    expression: { ref: { expression: chunk100 } }
                    streaming: true
                    stopOnException: true
                    steps:
                      - to: mapping:thing
                      - to: dedup:ledger
                      - to: jdbc-upsert:things?dataSource=#target
        """
            .formatted(vendor));
    home.write(
        "mappings/thing.yaml",
        """
        source: { system: Vendor, object: things, owner: tests }
        destination: { system: Target, object: things }
        key: { id: id }
        fields: { t: t, u: { template: "{t}", text: truncate:999999 } }
        """);
    return home;
  }

  private static Map<String, String> column(String url, String name) {
    Map<String, String> column = new LinkedHashMap<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT id, " + name + " FROM things ORDER BY CAST(id AS integer)")) {
      while (rows.next()) {
        column.put(rows.getString(1), rows.getString(2));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return column;
  }
}
