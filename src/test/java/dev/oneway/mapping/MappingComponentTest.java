package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.oneway.fault.Fault;
import dev.oneway.fault.FaultsException;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.Version;
import dev.oneway.run.Books;
import dev.oneway.run.FatalException;
import dev.oneway.run.Fate;
import dev.oneway.run.Overlap;
import dev.oneway.run.Rejection;
import dev.oneway.run.Run;
import dev.oneway.run.RunKind;
import dev.oneway.state.StateStore;
import dev.oneway.testing.LogLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingComponentTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String MAPPING =
      """
      source: { system: Shop, object: order }
      destination: { system: BI, object: orders }
      key: { id: id }
      changedAt: { from: version, type: integer }
      where: $not(skip = true)
      fields: { total: { from: total, type: decimal } }
      """;

  @TempDir Path folder;
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final List<Rejection> deadLetters = new ArrayList<>();
  private StateStore store;
  private Books books;
  private Run run;

  @BeforeEach
  void start() throws Exception {
    store = StateStore.open("jdbc:sqlite:" + folder.resolve("state.db"), null, null);
    books =
        new Books(
            store,
            (ofRun, rejections) -> deadLetters.addAll(rejections),
            Overlap.DEFAULT,
            Clock.systemUTC());
    run = books.open("flow", RunKind.ONCE);
    write(MAPPING);
    camel.getComponent("mapping", MappingComponent.class).setFolder(folder.toString());
    camel.start();
  }

  @AfterEach
  void stop() throws IOException {
    camel.close();
    store.close();
  }

  private void write(String yaml) throws IOException {
    Files.writeString(folder.resolve("order.yaml"), yaml);
  }

  private void addRoute(String id) throws Exception {
    camel.addRoutes(route(id));
  }

  private static RouteBuilder route(String id) {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:" + id).routeId(id).to("mapping:order");
      }
    };
  }

  private Exchange send(String id, Object body) {
    return camel
        .createProducerTemplate()
        .send(
            "direct:" + id,
            exchange -> {
              exchange.setProperty(Run.PROPERTY, run);
              exchange.getMessage().setBody(body);
            });
  }

  private static Map<String, Object> order(long id, long version, Object total) {
    return Map.of("id", id, "version", version, "total", total);
  }

  @Test
  void aChunkIsMappedAndBooked() throws Exception {
    addRoute("flow");
    Map<String, Object> filtered = Map.of("id", 3L, "version", 30L, "skip", true);
    List<Object> chunk =
        List.of(order(1, 10, "1.50"), order(2, 20, "x"), filtered, order(4, 5, 4L));

    Exchange exchange = send("flow", chunk);

    assertThat(exchange.getException()).isNull();
    assertThat((List<?>) exchange.getMessage().getBody())
        .extracting(record -> ((MappedRecord) record).key() + " " + record)
        .containsExactly("1 {id=1, total=1.50}", "4 {id=4, total=4}");
    assertThat(deadLetters)
        .singleElement()
        .satisfies(
            rejection -> {
              assertThat(rejection.key()).contains("2");
              assertThat(rejection.source()).isSameAs(chunk.get(1));
              assertThat(rejection.reason()).startsWith("`total` is \"x\"");
            });
    assertThat(run.counts().read()).isEqualTo(4);
    assertThat(run.counts().of(Fate.FILTERED)).isEqualTo(1);
    assertThat(run.counts().of(Fate.REJECTED)).isEqualTo(1);
    assertThat(run.highest()).contains(Version.of(30));
  }

  @Test
  void namesTheMappingDoesNotKnowAreToldOnceARun() throws Exception {
    write(MAPPING + "contract: { unknown: warn }\n");
    addRoute("flow");
    Map<String, Object> known = order(1, 10, "1.50");
    Map<String, Object> unknown = new HashMap<>(order(2, 20, "secret"));
    unknown.put("e mail", "secret");
    String told =
        "WARN "
            + folder
            + "/order.yaml: the source has `\"e mail\"`, which isn't mapped. Map it, or list it"
            + " under `known` of the `contract`.";

    try (LogLines log = new LogLines("dev.oneway.mapping")) {
      send("flow", List.of(known, unknown, unknown));
      send("flow", List.of(unknown));
      assertThat(log.next()).containsExactly(told);

      run = books.open("flow", RunKind.ONCE);
      send("flow", List.of(unknown));
      assertThat(log.next()).containsExactly(told);
    }
    assertThat(deadLetters).hasSize(4);
  }

  @Test
  void aSourceThatInventsNamesWithoutEndIsToldOfOnlySome() throws Exception {
    write(MAPPING + "contract: { unknown: warn }\n");
    addRoute("flow");
    List<Object> chunk = new ArrayList<>();
    for (long i = 0; i < 1000; i++) {
      Map<String, Object> record = new HashMap<>(order(i, i, "1"));
      record.put("new" + i, i);
      chunk.add(record);
    }

    try (LogLines log = new LogLines("dev.oneway.mapping")) {
      assertThat((List<?>) send("flow", chunk).getMessage().getBody()).hasSize(1000);
      send("flow", chunk);
      assertThat(log.next())
          .hasSize(101)
          .last()
          .asString()
          .endsWith(
              "the source has more than 100 names that aren't mapped; no more of them are told.");
    }
  }

  @Test
  void aSingleRecordIsAChunkOfOne() throws Exception {
    addRoute("flow");

    Exchange exchange = send("flow", order(1, 10, "1.50"));

    assertThat((List<?>) exchange.getMessage().getBody()).hasSize(1);
    assertThat(run.counts().read()).isEqualTo(1);
  }

  @Test
  void anEmptyChunkStaysEmpty() throws Exception {
    addRoute("flow");

    assertThat((List<?>) send("flow", List.of()).getMessage().getBody()).isEmpty();
    assertThat(run.highest()).isEmpty();
  }

  @Test
  void whatIsNoRecordEndsTheRunWithItsRemedy() throws Exception {
    addRoute("flow");

    for (Object body : List.of("{\"id\": 1}", List.of(1L), Arrays.asList((Object) null))) {
      assertThat(send("flow", body).getException())
          .isInstanceOf(FatalException.class)
          .hasMessageContaining("a mapping takes records")
          .hasMessageContaining("unmarshal");
    }
  }

  @Test
  void withoutARunTheStepRefusesToWork() throws Exception {
    addRoute("flow");
    run = null;

    assertThat(send("flow", order(1, 10, "1")).getException()).isInstanceOf(FatalException.class);
  }

  @Test
  void aBrokenFileFailsTheRouteWhenItIsLoadedWithEveryFault() throws Exception {
    write(MAPPING + "a: 1\nb: 2\n");

    Throwable failure = catchThrowable(() -> addRoute("flow"));

    assertThat(faultsIn(failure).faults())
        .extracting(fault -> fault.place())
        .containsExactly(folder + "/order.yaml:7:1", folder + "/order.yaml:8:1");
  }

  @Test
  void aMissingFileFailsTheRouteWhenItIsLoaded() throws Exception {
    Files.delete(folder.resolve("order.yaml"));

    assertThat(faultsIn(catchThrowable(() -> addRoute("flow"))))
        .hasMessageContaining("There is no mapping file");
  }

  @Test
  void theFolderIsASettingOfTheComponent() throws Exception {
    Main main = new Main();
    main.addInitialProperty("camel.component.mapping.folder", folder.toString());
    main.configure().addRoutesBuilder(route("flow"));
    main.start();
    try {
      assertThat(main.getCamelContext().getRoute("flow")).isNotNull();
    } finally {
      main.stop();
    }
  }

  @Test
  void anOptionItDoesNotHaveIsRefused() {
    assertThat(catchThrowable(() -> camel.getEndpoint("mapping:order?folder=x")))
        .hasMessageContaining("folder");
  }

  @Test
  void aRouteLoadedAgainUsesTheFileAsItIsNowEvenIfAnotherRouteStillUsesIt() throws Exception {
    addRoute("one");
    addRoute("two");
    write(MAPPING.replace("total:", "sum:"));
    camel.getRouteController().stopRoute("two");
    camel.removeRoute("two");
    addRoute("two");

    assertThat(send("one", order(1, 10, "1.50")).getMessage().getBody(String.class))
        .contains("total=1.50");
    assertThat(send("two", order(1, 10, "1.50")).getMessage().getBody(String.class))
        .contains("sum=1.50");
  }

  /** Watches from now on, and gives the component. */
  private MappingComponent watching() {
    MappingComponent component = camel.getComponent("mapping", MappingComponent.class);
    component.stop();
    component.setWatch(true);
    component.start();
    return component;
  }

  private String mapped(String route) {
    return send(route, order(1, 10, "1.50")).getMessage().getBody(String.class);
  }

  @Test
  void anEditedFileIsForTheRunsThatBeginAfterwardsInAllRoutes() throws Exception {
    watching();
    addRoute("one");
    addRoute("two");
    assertThat(mapped("one")).contains("total=1.50");
    Run underWay = run;

    write(MAPPING.replace("total:", "sum:"));
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              run = books.open("flow", RunKind.ONCE);
              assertThat(mapped("one")).contains("sum=1.50");
            });

    assertThat(mapped("two")).contains("sum=1.50");
    run = underWay;
    assertThat(mapped("one")).contains("total=1.50");
    assertThat(mapped("two")).contains("total=1.50");
  }

  @Test
  void aCheckThatIsAddedHasItsSay() throws Exception {
    List<String> checked = new CopyOnWriteArrayList<>();
    watching()
        .addCheck(
            (name, candidate) -> {
              checked.add(name + " " + candidate.shape().fields().get(1).name());
              return List.of(new Fault("order.yaml", 1, 1, "No.", "Don't."));
            });
    addRoute("flow");
    write(MAPPING.replace("total:", "sum:"));
    await().atMost(SOON).until(() -> !checked.isEmpty());

    run = books.open("flow", RunKind.ONCE);
    assertThat(mapped("flow")).contains("total=1.50");
    assertThat(checked).containsOnly("order sum");
  }

  @Test
  void theWatchEndsWithTheComponent() throws IOException {
    await().atMost(SOON).until(() -> watchers() == 0);
    MappingComponent component = watching();
    assertThat(watchers()).isEqualTo(1);
    component.stop();
    await().atMost(SOON).until(() -> watchers() == 0);
    component.start();
    assertThat(watchers()).isEqualTo(1);
    camel.close();
    await().atMost(SOON).until(() -> watchers() == 0);
  }

  private static long watchers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(MappingWatch.THREAD))
        .count();
  }

  private static FaultsException faultsIn(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof FaultsException faults) {
        return faults;
      }
    }
    throw new AssertionError("no FaultsException in the chain", failure);
  }
}
