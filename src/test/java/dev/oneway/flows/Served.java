package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.app.Application;
import dev.oneway.flow.Entry;
import dev.oneway.run.RunKind;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A flow with an inbox that runs as {@code run} runs it, its door open, its sweep on demand. */
final class Served implements AutoCloseable {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
  private static final int MANY = 1000;

  private final Application application;
  private final String flow;

  private Served(Application application, String flow) {
    this.application = application;
    this.flow = flow;
  }

  /** A server's address on this machine that is free; the settings lead the flow's door there. */
  static URI door(Home home) {
    try (ServerSocket free = new ServerSocket(0)) {
      home.set("oneway.door.port", Integer.toString(free.getLocalPort()));
      return URI.create("http://127.0.0.1:" + free.getLocalPort());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static Served start(Home home, String flow) {
    Application application = home.start(Entry.SCHEDULE);
    assertThat(application.loadFlows()).allMatch(one -> one.isReady(), "ready");
    application.takeOver();
    return new Served(application, flow);
  }

  /** Sweeps, and waits until what that has brought is delivered. */
  void sweep() {
    Set<String> before = sweeps().stream().map(RunSummary::id).collect(Collectors.toSet());
    application.fire(flow);
    await()
        .atMost(LONG_ENOUGH)
        .until(
            () ->
                sweeps().stream()
                    .filter(run -> !before.contains(run.id()))
                    .anyMatch(run -> run.state() == RunState.DONE));
    delivered();
  }

  /** Waits until nothing waits. */
  void delivered() {
    await()
        .atMost(LONG_ENOUGH)
        .until(() -> application.inboxes().stream().allMatch(inbox -> inbox.events() == 0));
  }

  private List<RunSummary> sweeps() {
    return runs(flow).stream().filter(run -> !run.kind().equals(RunKind.INBOX.word())).toList();
  }

  /** A flow's runs so far, the latest first. */
  List<RunSummary> runs(String name) {
    return application.books().log().latestOf(name, MANY);
  }

  @Override
  public void close() {
    application.close();
  }
}
