package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.oneway.deadletter.DeadLetter;
import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import dev.oneway.testing.Postgres;
import dev.oneway.testing.Sql;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What databases and vendors really hold arrives exactly, or is refused by name. */
class NaughtyDataTest {
  private static final String FLOW = "things";

  @TempDir private Path folder;
  private final String source = Postgres.newDatabase();
  private final String target = Postgres.newDatabase();
  private Home home;

  @BeforeEach
  void open() {
    home = new Home(folder).source("source", source).destination("target", target);
    read(
        """
        - to:
            uri: "sql:SELECT * FROM things"
            parameters: { dataSource: "#source", outputType: StreamList }
        """);
  }

  private void read(String steps) {
    home.write(
        "routes/things.camel.yaml",
        """
        - route:
            id: things
            from:
              uri: quartz:things
              parameters: { cron: "0 0 3 1 1 ?", stateful: true }
              steps:
        """
            + steps.indent(8)
            + """
            - split:
                expression: { ref: { expression: chunk100 } }
                streaming: true
                stopOnException: true
                steps:
                  - to: mapping:thing
                  - to: dedup:ledger
                  - to: jdbc-upsert:things?dataSource=#target
            """
                .indent(8));
  }

  private void mapping(String keyAndFields) {
    home.write(
        "mappings/thing.yaml",
        """
        source: { system: Source, object: things, owner: tests }
        destination: { system: Target, object: things }
        """
            + keyAndFields);
  }

  private RunSummary run() {
    RunSummary run = home.runOnce(FLOW);
    assertThat(run.state()).as(run.toString()).isEqualTo(RunState.DONE);
    return run;
  }

  private void arrivesExactly(String table, String values, int count) {
    Sql.execute(source, table);
    Sql.execute(target, table);
    Sql.execute(source, "INSERT INTO things VALUES " + values);
    RunSummary run = run();
    assertThat(home.deadLetters()).extracting(DeadLetter::reason).isEmpty();
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(count);
    assertThat(things(target)).isEqualTo(things(source));
    assertThat(run().counts().of(Fate.UNCHANGED)).isEqualTo(count);
  }

  private static List<String> things(String url) {
    return Sql.rows(url, "SELECT (things.*)::text FROM things ORDER BY 1");
  }

  private List<String> refused() {
    return home.deadLetters().stream()
        .map(letter -> letter.key().orElse("-") + " " + letter.field().orElse("-"))
        .sorted()
        .toList();
  }

  @Test
  void floatsThatAreNoNumbersAndExtremesArriveExactly() {
    mapping("key: { id: id }\nfields: { d: d, r: r, n: n }\n");
    arrivesExactly(
        "CREATE TABLE things (id int PRIMARY KEY, d float8, r float4, n numeric)",
        "(1, 'NaN', 'NaN', 'NaN'), (2, 'Infinity', '-Infinity', 'Infinity'), (3,"
            + " 1.7976931348623157e308, 1.17549435e-38, 1e-300), (4, 4.9e-324, 3.4028235e38,"
            + " -0.0), (5, 0, 0.1, 100000000000000000000.10), (6, 0.1, 16777217, 1.500)",
        6);
  }

  @Test
  void aHundredDigitsArriveExactly() {
    String digits = "1234567890".repeat(10);
    mapping("key: { id: id }\nfields: { n: n, t: t }\n");
    arrivesExactly(
        "CREATE TABLE things (id numeric PRIMARY KEY, n numeric, t text)",
        "(%1$s, %1$s.%1$s, '%1$s'), (-%1$s, 0.%1$s, '0.10'), (9223372036854775807, 1e200, '')"
            .formatted(digits),
        3);
  }

  @Test
  void datesBeforeChristAndWithoutEndArriveExactly() {
    mapping("key: { id: id }\nfields: { d: d, t: t, z: z }\n");
    arrivesExactly(
        "CREATE TABLE things (id int PRIMARY KEY, d date, t timestamp, z timestamptz)",
        "(1, '0044-03-15 BC', '0044-03-15 12:00 BC', '0044-03-15 12:00Z BC'), (2, 'infinity',"
            + " 'infinity', 'infinity'), (3, '-infinity', '-infinity', '-infinity'), (4,"
            + " '5874897-12-31', '294276-12-31 23:59:59.999999', '294276-12-31 23:59:59.999999Z'),"
            + " (5, '0001-01-01', '0001-01-01 00:00', '0001-01-01 00:00Z'), (6, '1582-10-10',"
            + " '1883-11-18 12:03:57', '1883-11-18 12:03:57Z'), (7, '2024-03-10', '2024-03-10"
            + " 02:30', '2024-11-03 01:30-05')",
        7);
  }

  @Test
  void keysOfAnyTextArriveExactly() {
    mapping("key: { a: a, b: b }\nfields: { t: t }\n");
    arrivesExactly(
        "CREATE TABLE things (a text, b text, t text, PRIMARY KEY (a, b))",
        "('a', 'b', '1'), ('a|b', 'c', '2'), ('a', 'b|c', '3'), ('a,', 'b', '4'), ('a', ',b', '5'),"
            + " (E'new\\nline', E'tab\\t', '6'), ('quote''\"', '{\"json\":[1]}', '7'), ('Zoë',"
            + " 'Zoe\u0308', '8'), ('☕🏳️‍🌈', '𝒳', '9'), ('null', 'NULL', '10'), ('a ',"
            + " 'b ', '11'), ('\\N', '\\.', '12'), ('A', 'B', '13'), ('1', '01', '14'),"
            + " (E'x\\r\\n', E'\\x01', '15')",
        15);
  }

  @Test
  void idsOf64BitsArriveExactly() {
    mapping("key: { id: id }\nfields: { other: other }\n");
    arrivesExactly(
        "CREATE TABLE things (id bigint PRIMARY KEY, other bigint)",
        "(9223372036854775807, -9223372036854775808), (-9223372036854775808, 9007199254740993),"
            + " (9007199254740993, 0)",
        3);
  }

  @Test
  void tenMegabytesOfTextArriveExactly() {
    mapping("key: { id: id }\nfields: { t: t, b: b }\n");
    arrivesExactly(
        "CREATE TABLE things (id int PRIMARY KEY, t text, b bytea)",
        "(1, repeat('Zoë\t\\\"', 2000000), decode(repeat('00ff0a5c', 500000), 'hex'))",
        1);
  }

  @Test
  void deepJsonArrivesExactly() {
    mapping("key: { id: id }\nfields: { j: j }\n");
    arrivesExactly(
        "CREATE TABLE things (id int PRIMARY KEY, j jsonb)",
        "(1, '{\"a\":{\"b\":[1,2.50,{\"c\":null}]}}'), (2, (repeat('[', 900) || repeat(']',"
            + " 900))::jsonb), (3, '{\"n\":123456789012345678901234567890.10,\"t\":\"\\u2028\"}')",
        3);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatNoDatabaseCanStoreIsRefusedByNameAndTheOthersArrive(boolean stateInPostgres) {
    if (stateInPostgres) {
      home.set("oneway.state.url", Postgres.newDatabase());
    }
    WireMockServer vendor = new WireMockServer(WireMockConfiguration.options().dynamicPort());
    vendor.start();
    try {
      vendor.stubFor(
          WireMock.any(WireMock.anyUrl())
              .willReturn(
                  WireMock.aResponse()
                      .withBody(
                          """
                          [{"id":"1","t":"fine"},{"id":"2","t":"ze\\u0000ro"},{"id":"\\u0000","t":"key"},
                           {"id":"half \\ude00","t":"key"},
                           {"id":"4","t":"half \\ud83d"},{"id":"5","t":"\\ufeffbom \\u2028 \\uffff"}]
                          """
                              .getBytes(StandardCharsets.UTF_8))));
      read("- to: pages:" + vendor.baseUrl() + "/things?next=none\n");
      mapping("key: { id: id }\nfields: { t: t }\n");
      Sql.execute(target, "CREATE TABLE things (id text PRIMARY KEY, t text)");
      RunSummary run = run();
      assertThat(run.counts().of(Fate.REJECTED)).isEqualTo(4);
      assertThat(things(target)).containsExactly("(1,fine)", "(5,\"\uFEFFbom \u2028 \uFFFF\")");
      assertThat(refused()).hasSize(4).contains("2 t", "4 t");
      assertThat(home.deadLetters())
          .extracting(DeadLetter::reason)
          .allSatisfy(reason -> assertThat(reason).isNotBlank());
      RunSummary replay = home.replay(FLOW);
      assertThat(replay.counts().of(Fate.REJECTED)).isEqualTo(4);
      assertThat(home.deadLetters()).hasSize(4);
    } finally {
      vendor.stop();
    }
  }

  @Test
  void aKeyWithoutValueIsRefusedByNameAndTheOthersArrive() {
    mapping("key: { a: a, b: b }\nfields: { t: t }\n");
    Sql.execute(source, "CREATE TABLE things (a text, b text, t text)");
    Sql.execute(target, "CREATE TABLE things (a text, b text, t text, PRIMARY KEY (a, b))");
    Sql.execute(
        source,
        "INSERT INTO things VALUES ('x', NULL, '1'), (NULL, 'x', '2'), (NULL, NULL, '3'), ('x',"
            + " 'y', '4'), ('x', NULL, '1 again')");
    RunSummary run = run();
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(1);
    assertThat(run.counts().of(Fate.REJECTED)).isEqualTo(4);
    assertThat(things(target)).containsExactly("(x,y,4)");
    assertThat(home.deadLetters())
        .hasSize(4)
        .allSatisfy(letter -> assertThat(letter.field().orElseThrow()).containsAnyOf("a", "b"));
  }

  @Test
  void whatDoesNotFitItsColumnIsRefusedByNameAndNeverCut() {
    mapping("key: { id: id }\nfields: { i: i, n: n, v: v, d: d, b: b }\n");
    Sql.execute(
        source, "CREATE TABLE things (id int PRIMARY KEY, i text, n text, v text, d text, b text)");
    Sql.execute(
        target,
        "CREATE TABLE things (id int PRIMARY KEY, i int, n numeric(6,2), v varchar(5), d date, b"
            + " boolean)");
    Sql.execute(
        source,
        "INSERT INTO things VALUES (1, '7', '1.25', 'five5', '2024-02-29', 'true'), (2,"
            + " '2147483648', NULL, NULL, NULL, NULL), (3, NULL, '10000', NULL, NULL, NULL), (4,"
            + " NULL, NULL, 'six666', NULL, NULL), (5, NULL, NULL, NULL, '2023-02-29', NULL), (6,"
            + " NULL, NULL, NULL, NULL, 'maybe'), (8, '1.5',"
            + " NULL, NULL, NULL, NULL)");
    run();
    assertThat(refused()).contains("2 i", "3 n", "4 v", "5 d", "6 b", "8 i").doesNotContain("1 i");
    assertThat(things(target)).contains("(1,7,1.25,five5,2024-02-29,t)");
  }
}
