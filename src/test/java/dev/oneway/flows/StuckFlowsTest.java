package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.app.Application;
import dev.oneway.flow.Entry;
import dev.oneway.flow.Flow;
import dev.oneway.run.RunState;
import dev.oneway.testing.Home;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flows that wait for ever are no other flow's matter, however many they are. */
class StuckFlowsTest {
  private static final int STUCK = 12;
  private static volatile CountDownLatch stuck;
  private static volatile CountDownLatch released;

  @TempDir private Path folder;
  private Home home;

  @BeforeEach
  void open() {
    stuck = new CountDownLatch(STUCK);
    released = new CountDownLatch(1);
    home = new Home(folder);
    flows().forEach(flow -> home.write("routes/" + flow + ".camel.yaml", route(flow, "getStuck")));
    home.write("routes/free.camel.yaml", route("free", "pass"));
  }

  private static Stream<String> flows() {
    return IntStream.range(0, STUCK).mapToObj(number -> "stuck-" + number);
  }

  private static String route(String flow, String method) {
    return """
        - route:
            id: %1$s
            from:
              uri: quartz:%1$s
              parameters: { cron: "0 0 3 1 1 ?", stateful: true }
              steps:
                - bean: { beanType: dev.oneway.flows.StuckFlowsTest, method: %2$s }
        """
        .formatted(flow, method);
  }

  public static void getStuck() throws InterruptedException {
    stuck.countDown();
    released.await();
  }

  public static void pass() {}

  @Test
  void moreFlowsThanQuartzHasThreadsByItselfDontKeepAnotherFromStarting() throws Exception {
    try (Application application = home.start(Entry.SCHEDULE)) {
      assertThat(application.loadFlows()).hasSize(STUCK + 1).allMatch(Flow::isReady);
      try {
        flows().forEach(application::fire);
        await().until(() -> stuck.getCount() == 0);
        application.fire("free");
        await()
            .untilAsserted(
                () ->
                    assertThat(application.books().log().latestOf("free", 1))
                        .singleElement()
                        .matches(run -> run.state() == RunState.DONE));
      } finally {
        released.countDown();
      }
    }
  }
}
