package dev.oneway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.app.Application;
import dev.oneway.flow.Entry;
import dev.oneway.flow.Flow;
import dev.oneway.flow.FlowLoader;
import dev.oneway.run.Fate;
import dev.oneway.run.RunKind;
import dev.oneway.run.RunSummary;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped flows find all they need in the demo. */
class DemoTest {
  private static final String PEOPLE = "hr-people-to-access-control";

  @TempDir private Path folder;

  static List<String> flows() {
    return Demo.flows();
  }

  @Test
  void everyShippedFlowHasADemo() {
    assertThat(FlowLoader.filesIn(Path.of("routes")))
        .extracting(FlowLoader::nameOf)
        .containsExactlyInAnyOrderElementsOf(Demo.flows());
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aFlowIsReadyWithItsOwnSandboxesAlone(String flow) {
    try (Demo demo = Demo.open(folder, List.of(flow));
        Application application = Application.start(Entry.INSPECT, demo.settings())) {
      Flow loaded = application.loadFlow(flow).orElseThrow();
      assertThat(loaded.state()).hasToString("Ready[]");
      assertThat(loaded.notes()).noneMatch(note -> note.toString().contains("reach"));
    }
  }

  @Test
  void onlyTheSystemsAFlowNeedsAreOpened() {
    try (Demo demo = Demo.open(folder, List.of(PEOPLE))) {
      assertThat(demo.settings())
          .containsOnlyKeys(
              "oneway.state.url",
              "camel.main.shutdownTimeout",
              "oneway.datasource.hr.url",
              "oneway.datasource.hr.access",
              "oneway.datasource.access-control.url");
      assertThat(folder).isDirectoryNotContaining("glob:**bi.db");
      assertThat(demo.whereToLook().lines()).hasSize(2);
    }
  }

  @Test
  void withoutNamesAllFlowsTakePart() {
    assertThat(Demo.flows(List.of())).isEqualTo(Demo.flows());
    assertThat(Demo.flows(List.of(PEOPLE, PEOPLE))).containsExactly(PEOPLE);
  }

  @Test
  void aFlowComesWithThoseItWorksTogetherWith() {
    assertThat(Demo.flows(List.of(PEOPLE, "catalog-to-email")))
        .containsExactly(
            PEOPLE,
            "catalog-to-storefront-marketplace-email",
            "catalog-to-storefront",
            "catalog-to-marketplace",
            "catalog-to-email");
  }

  @Test
  void aMisspeltFlowIsToldWithTheNearest() {
    assertThatThrownBy(() -> Demo.flows(List.of(PEOPLE, "shop-order-to-bi")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "There is no demo of a flow `shop-order-to-bi`. Did you mean `shop-orders-to-bi`? Flows:"
                + " shop-orders-to-bi, hr-people-to-access-control");
  }

  @Test
  void itStartsAnewEachTime() throws IOException {
    Files.createDirectories(folder.resolve("old"));
    Files.writeString(folder.resolve("old/file"), "x");
    Demo.open(folder, List.of(PEOPLE)).close();
    assertThat(folder.resolve("old")).doesNotExist();
  }

  @Test
  void whatChangesInASystemIsDelivered() {
    try (Demo demo = Demo.open(folder, List.of(PEOPLE));
        Application application = Application.start(Entry.ONCE, demo.settings())) {
      assertThat(application.loadFlow(PEOPLE)).isPresent();
      RunSummary first = application.call(PEOPLE, RunKind.ONCE, null);
      assertThat(first.counts().of(Fate.CREATED)).isEqualTo(200);
      for (int i = 0; i < 5; i++) {
        demo.tick();
      }
      RunSummary second = application.call(PEOPLE, RunKind.ONCE, null);
      assertThat(second.counts().of(Fate.CREATED) + second.counts().of(Fate.UPDATED)).isPositive();
    }
  }

  @Test
  void closedItsSystemsAnswerNoMore() {
    Demo demo = Demo.open(folder, List.of("shop-orders-to-bi"));
    URI shop = URI.create(demo.settings().get("shopify.url"));
    HttpRequest request = HttpRequest.newBuilder(shop).build();
    demo.close();
    assertThatThrownBy(
            () -> HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()))
        .isInstanceOf(ConnectException.class);
  }
}
