package dev.oneway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.component.kamelet.KameletComponent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a flow that was taken out of a context. */
class FlowRoutesTest {
  private static final String KAMELET =
      """
      apiVersion: camel.apache.org/v1
      kind: Kamelet
      metadata: { name: told-sink, labels: { camel.apache.org/kamelet.type: sink } }
      spec:
        definition:
          title: Told
          type: object
          properties: { where: { title: Where, type: string } }
        template:
          from: { uri: "kamelet:source", steps: [ { to: "log:{{where}}" } ] }
      """;

  @TempDir private Path folder;
  private RoutesFolder routes;

  @BeforeEach
  void aKamelet() throws IOException {
    Files.writeString(folder.resolve("told-sink.kamelet.yaml"), KAMELET);
    routes = new RoutesFolder(folder, Entry.SCHEDULE);
    routes.context.getComponent("kamelet", KameletComponent.class).setLocation("file:" + folder);
  }

  private Flow load(String flow, String where) throws IOException {
    Flow loaded =
        routes.load(
            flow + ".camel.yaml",
            """
            - route:
                id: %s
                from: { uri: "direct:%s", steps: [ { to: "kamelet:told-sink?where=%s" } ] }
            """
                .formatted(flow, flow, where));
    assertThat(loaded.isReady()).as(loaded.state().toString()).isTrue();
    return loaded;
  }

  private List<String> names() {
    return routes.context.getRoutes().stream().map(Route::getRouteId).sorted().toList();
  }

  private List<String> endpoints() {
    return routes.context.getEndpoints().stream().map(Endpoint::getEndpointUri).sorted().toList();
  }

  @Test
  void neitherARouteNorAKameletNorAnEndpointIsLeft() throws IOException {
    List<String> before = endpoints();
    for (int edit = 0; edit < 3; edit++) {
      Flow flow = load("one", "place" + edit);
      routes.context.createProducerTemplate().sendBody("direct:one", "x");
      assertThat(names()).hasSize(2);
      routes.unload(flow);
    }
    assertThat(names()).isEmpty();
    assertThat(routes.context.getRouteDefinitions()).isEmpty();
    assertThat(endpoints()).hasSizeLessThanOrEqualTo(before.size() + 3);
  }

  @Test
  void aKameletThatAnotherFlowUsesStays() throws IOException {
    Flow one = load("one", "here");
    load("two", "here");
    routes.unload(one);
    routes.context.createProducerTemplate().sendBody("direct:two", "x");
    assertThat(names()).contains("two").hasSize(2);
  }
}
