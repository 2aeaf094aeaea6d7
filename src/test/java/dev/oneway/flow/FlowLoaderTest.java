package dev.oneway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowLoaderTest {
  private static final String GOOD =
      """
      - route:
          id: NAME
          from:
            uri: direct:NAME
            steps:
              - to: log:x
      """;

  @TempDir private Path folder;
  private RoutesFolder routes;

  @BeforeEach
  void open() {
    routes = new RoutesFolder(folder, Entry.SCHEDULE);
  }

  @AfterEach
  void close() {
    routes.close();
  }

  @Test
  void aRightFileIsReadyAndStarted() throws IOException {
    assertThat(routes.load("a.camel.yaml", GOOD.replace("NAME", "a")).isReady()).isTrue();
    assertThat(routes.context.getRouteController().getRouteStatus("a").isStarted()).isTrue();
  }

  @Test
  void aYamlErrorTellsLineAndColumn() throws IOException {
    assertThat(
            routes.faults(
                "a.camel.yaml",
                """
                - route:
                    id: a
                    from:
                      uri: direct:a
                      steps:
                        - to: log:x
                       - to: log:y
                """))
        .singleElement()
        .asString()
        .startsWith("7:8 ")
        .contains("indentation");
  }

  @Test
  void anUnknownStepNamesTheNearest() throws IOException {
    assertThat(routes.faults("a.camel.yaml", GOOD.replace("NAME", "a").replace("- to:", "- tto:")))
        .singleElement()
        .asString()
        .isEqualTo(
            "6:11 there is no step `tto`. Did you mean `to`? Use a step of Camel's YAML DSL, such"
                + " as `to`, `split` or `choice`.");
  }

  @Test
  void allFaultsOfARouteAreToldAtOnce() throws IOException {
    List<String> faults =
        routes.faults(
            "other.camel.yaml",
            """
            - route:
                id: a
                from:
                  uri: quartz:a
                  parameters:
                    cron: "0 99 * * * ?"
                    statefull: true
                  steps:
                    - to: log:x?groupSize=abc
                    - to: logg:x
                    - split:
                        expression: { ref: { expression: chunkful } }
                        steps:
                          - to: log:y?showBodi=true
            """);
    assertThat(faults)
        .satisfiesExactlyInAnyOrder(
            f -> assertThat(f).startsWith("1:").contains("isn't the file's name", "`id: other`"),
            f -> assertThat(f).startsWith("4:").contains("`statefull`", "Did you mean `stateful`?"),
            f -> assertThat(f).startsWith("4:").contains("`0 99 * * * ?`", "99 not in range"),
            f -> assertThat(f).startsWith("9:").contains("`groupSize`", "whole number", "`abc`"),
            f -> assertThat(f).startsWith("10:").contains("no component `logg`", "`log`"),
            f -> assertThat(f).startsWith("11:").contains("`chunkful`", "chunk500"),
            f -> assertThat(f).startsWith("14:").contains("`showBodi`", "`showBody`"));
  }

  @Test
  void aBrokenFileLeavesTheOthersAlone() throws IOException {
    assertThat(routes.load("a.camel.yaml", GOOD.replace("NAME", "a")).isReady()).isTrue();
    assertThat(routes.faults("b.camel.yaml", GOOD.replace("NAME", "b").replace("log:", "lug:")))
        .isNotEmpty();
    assertThat(routes.load("c.camel.yaml", GOOD.replace("NAME", "c")).isReady()).isTrue();
    assertThat(routes.context.getRoutes()).extracting("routeId").containsExactly("a", "c");
  }

  @Test
  void aFileThatTakesAnothersIdIsRefusedAndTheFirstGoesOn() throws IOException {
    routes.load("a.camel.yaml", GOOD.replace("NAME", "a"));
    List<String> faults =
        routes.faults(
            "a.java",
            """
            import org.apache.camel.builder.RouteBuilder;
            public class a extends RouteBuilder {
              public void configure() {
                from("direct:second").routeId("a").to("log:y");
              }
            }
            """);
    assertThat(faults).singleElement().asString().contains("already in", "a.camel.yaml");
    assertThat(routes.context.getRouteController().getRouteStatus("a").isStarted()).isTrue();
    assertThat(routes.context.getRoute("a").getEndpoint().getEndpointUri()).contains("direct://a");
  }

  @Test
  void whenTheSecondRouteOfAFileIsWrongTheFirstDoesNotStayBehind() throws IOException {
    String two =
        GOOD.replace("NAME", "a")
            + GOOD.replace("NAME", "a-sweep").replace("log:x", "log:x?nonsense=1");
    assertThat(routes.faults("a.camel.yaml", two)).isNotEmpty();
    assertThat(routes.context.getRoutes()).isEmpty();
    assertThat(routes.load("a.camel.yaml", GOOD.replace("NAME", "a")).isReady()).isTrue();
  }

  @Test
  void aRouteWithoutIdIsRefused() throws IOException {
    assertThat(
            routes.faults("a.camel.yaml", GOOD.replace("    id: NAME\n", "").replace("NAME", "a")))
        .singleElement()
        .asString()
        .contains("has no id", "`id: a`");
  }

  @Test
  void anEmptyFileIsToldAsSuch() throws IOException {
    assertThat(routes.faults("a.camel.yaml", "\n")).singleElement().asString().contains("no route");
  }

  @Test
  void settingsWithoutValueMakeAFlowNotConfiguredAndAreAllNamed() throws IOException {
    String text =
        GOOD.replace("NAME", "a")
            .replace("log:x", "log:{{shop.name}}?marker={{shop.marker:none}}")
            .concat("        - to: log:{{env:NO_SUCH_VARIABLE}}\n# not this {{one}}\n");
    assertThat(routes.load("a.camel.yaml", text).state())
        .isEqualTo(
            new FlowState.NotConfigured(
                List.of("shop.name", "NO_SUCH_VARIABLE (environment variable)")));
  }

  /** Else it is told only when somebody has found the settings. */
  @Test
  void whatIsWrongIsToldAlsoWhereSettingsAreMissing() throws IOException {
    String text = GOOD.replace("NAME", "a").replace("log:x", "log:{{shop.name}}");
    assertThat(routes.faults("a.camel.yaml", text.concat("        - to: mapping:nobodys\n")))
        .singleElement()
        .asString()
        .contains("There is no mapping file", "nobodys.yaml");
    assertThat(routes.faults("a.camel.yaml", text.concat("       - to: log:y\n")))
        .singleElement()
        .asString()
        .startsWith("7:8 ");
  }

  @Test
  void aSettingWithAValueIsUsed() throws IOException {
    routes.set("shop.name", "x");
    assertThat(
            routes
                .load(
                    "a.camel.yaml", GOOD.replace("NAME", "a").replace("log:x", "log:{{shop.name}}"))
                .isReady())
        .isTrue();
  }

  @Test
  void aMappingThatAsksForASettingMakesItsFlowNotConfigured() throws IOException {
    Files.writeString(
        folder.resolve("m.yaml"),
        """
        source: { system: HR, object: people }
        destination: { system: BI, object: people }
        key: { id: id }
        fields:
          a: { from: x, hash: { algorithm: sha256, salt: "{{env:NO_SUCH_SALT}}" } }
          b: { from: x, hash: { algorithm: sha256, salt: "{{pii.salt}}" } }
          c: { from: x, hash: { algorithm: sha256, salt: "{{env:PATH}}" } }
        """);
    routes
        .context
        .getComponent("mapping", dev.oneway.mapping.MappingComponent.class)
        .setFolder(folder.toString());
    String text = GOOD.replace("NAME", "a").replace("log:x", "mapping:m");
    assertThat(routes.load("a.camel.yaml", text).state())
        .isEqualTo(
            new FlowState.NotConfigured(
                List.of("NO_SUCH_SALT (environment variable)", "pii.salt")));

    String salted = Files.readString(folder.resolve("m.yaml")).replace("env:NO_SUCH_SALT", "salt");
    Files.writeString(folder.resolve("m.yaml"), salted);
    routes.set("salt", "x");
    routes.set("pii.salt", "y");
    assertThat(routes.load("a.camel.yaml", text).state()).isEqualTo(new FlowState.Ready());
  }

  @Test
  void aJavaRouteIsCompiledAndStartedWhateverItsClassIsCalled() throws IOException {
    Flow flow =
        routes.load(
            "java-flow.java",
            """
            import org.apache.camel.builder.RouteBuilder;
            public class JavaFlow extends RouteBuilder {
              public void configure() {
                from("timer:j?period=60000").routeId("java-flow").to("log:y");
              }
            }
            """);
    assertThat(flow.isReady()).isTrue();
    assertThat(flow.schedule()).contains("every 60000");
  }

  @Test
  void aJavaErrorTellsItsLine() throws IOException {
    assertThat(
            routes.faults(
                "java-wrong.java",
                """
                import org.apache.camel.builder.RouteBuilder;
                public class JavaWrong extends RouteBuilder {
                  public void configure() {
                    from("timer:j").routeId("java-wrong").tto("log:y");
                  }
                }
                """))
        .singleElement()
        .asString()
        .startsWith("4:0 cannot find symbol");
  }

  @Test
  void aScheduleIsToldInWords() throws IOException {
    String text =
        GOOD.replace("direct:NAME", "\"quartz:a?cron=0+0/15+*+*+*+?\"").replace("NAME", "a");
    assertThat(routes.load("a.camel.yaml", text).schedule()).contains("every 15 minutes");
  }

  @Test
  void aDatabaseWithoutSettingsMakesAFlowNotConfigured() throws IOException {
    String text = GOOD.replace("NAME", "a").replace("log:x", "\"sql:select 1?dataSource=#crm\"");
    assertThat(routes.load("a.camel.yaml", text).state())
        .isEqualTo(new FlowState.NotConfigured(List.of("crm.url")));
  }

  @Test
  void aKameletIsHeldToItsContract() throws IOException {
    String text =
        GOOD.replace("NAME", "a")
            .replace("log:x", "\"kamelet:shopify-orders-source?shopp=x&pageSize=5\"");
    assertThat(routes.faults("a.camel.yaml", text))
        .satisfiesExactly(
            f -> assertThat(f).startsWith("6:0 ").contains("`shopp`", "Did you mean `shop`?"),
            f -> assertThat(f).startsWith("6:0 ").contains("needs the property `shop`"));
    assertThat(routes.faults("a.camel.yaml", GOOD.replace("NAME", "a").replace("log:", "kamelet:")))
        .singleElement()
        .asString()
        .contains("no Kamelet `x`");
  }

  private static final String OWN =
      """
      apiVersion: camel.apache.org/v1
      kind: Kamelet
      metadata:
        name: own-sink
      spec:
        definition:
          title: Own
          properties:
            url: { type: string }
            rate: { type: string, default: 9/1s }
        template:
          from:
            uri: kamelet:source
            steps:
              - to:
                  uri: "http-upsert:{{url}}/people"
                  parameters:
                    upsert: "PUT /${key}"
                    body: 'RAW({ "name": "${field.nam}", "mail": "${field.mail}" })'
                    rate: "{{rate}}"
      """;

  private List<Fault> faultsWithOwnKamelet(String kamelet, String options) throws IOException {
    Files.writeString(folder.resolve("own-sink.kamelet.yaml"), kamelet);
    Files.writeString(
        folder.resolve("m.yaml"),
        """
        source: { system: HR, object: people }
        destination: { system: CRM, object: people }
        key: { id: id }
        fields:
          name: { from: name, required: true }
          mail: { from: mail, on: empty }
        deletes: { when: gone, action: deactivate, set: { name: x } }
        """);
    routes
        .context
        .getComponent("mapping", dev.oneway.mapping.MappingComponent.class)
        .setFolder(folder.toString());
    routes
        .context
        .getComponent("kamelet", org.apache.camel.component.kamelet.KameletComponent.class)
        .setLocation("file:" + folder + ",classpath:kamelets");
    String text =
        GOOD.replace("NAME", "a")
            .replace("log:x", "mapping:m")
            .concat("        - to: \"kamelet:own-sink?url=http://localhost:1" + options + "\"\n");
    return routes.load("a.camel.yaml", text).state() instanceof FlowState.Broken broken
        ? broken.faults()
        : List.of();
  }

  @Test
  void aMappingIsHeldAgainstTheRequestsInsideAKamelet() throws IOException {
    String mapping = folder.resolve("m.yaml").toString();
    assertThat(faultsWithOwnKamelet(OWN, ""))
        .extracting(Fault::toString)
        .satisfiesExactlyInAnyOrder(
            f -> assertThat(f).startsWith(mapping + ":6:3: mail is written while it is empty"),
            f -> assertThat(f).startsWith(mapping + ":7:1: a record that is gone"),
            f -> assertThat(f).contains("removes what is gone, and no ledger remembers"),
            f -> assertThat(f).contains("asks for the field `nam`", "Did you mean `name`?"));
  }

  @ParameterizedTest
  @CsvSource({
    "body:, bodi:, 19, has no option bodi. Did you mean `body`?",
    "PUT /, PUTT /, 18, upsert doesn't begin with a method. Did you mean `PUT`?",
    "http-upsert:, http-upset:, 16, there is no component `http-upset`."
  })
  void aMistakeInAnOwnKameletIsToldInItsFile(String right, String wrong, int line, String what)
      throws IOException {
    assertThat(faultsWithOwnKamelet(OWN.replace(right, wrong), ""))
        .singleElement()
        .asString()
        .startsWith(folder.resolve("own-sink.kamelet.yaml") + ":" + line + ":")
        .contains(what);
  }

  @Test
  void aMistakeInWhatTheRouteSetsIsToldInTheRoute() throws IOException {
    assertThat(faultsWithOwnKamelet(OWN, "&rate=fast"))
        .singleElement()
        .asString()
        .startsWith(folder.resolve("a.camel.yaml") + ":7: ")
        .contains("`fast`");
  }

  @Test
  void aSourceThatCouldWriteIsRefused() throws IOException {
    routes
        .context
        .getRegistry()
        .bind("hr", javax.sql.DataSource.class, new org.sqlite.SQLiteDataSource());
    String text =
        GOOD.replace("NAME", "a")
            .replace("log:x", "\"sql:select 1?dataSource=#hr&outputType=StreamList\"");
    assertThat(routes.faults("a.camel.yaml", text))
        .containsExactly(
            "6:0 the source database `hr` is opened for writing. Set"
                + " oneway.datasource.hr.access=read.");
  }
}
