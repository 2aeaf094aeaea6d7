package dev.oneway.cli;

import dev.oneway.app.Application;
import dev.oneway.app.PreviewRuns;
import dev.oneway.fault.Fault;
import dev.oneway.flow.Entry;
import dev.oneway.flow.Flow;
import dev.oneway.flow.Preview;
import dev.oneway.ops.json.FaultJson;
import dev.oneway.ops.json.FlowJson;
import dev.oneway.run.RetriableException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;

/** Loads a flow to look at it before it writes, and does so while a person may watch. */
final class Previewed {
  /** Why a flow isn't gone through: its state for programs, and for people. */
  private enum Obstacle {
    MAY_WRITE("can't preview", "can't be previewed:"),
    UNREAD("can't read again", "can't be read again:");

    private final String state;
    private final String words;

    Obstacle(String state, String words) {
      this.state = state;
      this.words = words;
    }
  }

  private Previewed() {}

  /** What is done with the flow. */
  interface Work<T> {
    T with(PreviewRuns runs) throws RetriableException;
  }

  /**
   * Goes through a flow from its source on.
   *
   * @param mustBeHarmless whether a flow is refused that may write elsewhere than to its
   *     destination
   * @param print prints what came of it and answers with the exit code
   */
  static <T> int through(
      String flow,
      OutputOptions output,
      boolean mustBeHarmless,
      Work<T> work,
      ToIntFunction<T> print)
      throws InterruptedException {
    try (Application application = Application.start(Entry.THROUGH, Map.of())) {
      Stopping.onSignal(application);
      Flow loaded = Service.load(application, flow);
      if (!loaded.isReady()) {
        return notReady(loaded, output);
      }
      Preview preview = application.previewOf(flow);
      if (mustBeHarmless && !preview.obstacles().isEmpty()) {
        return refused(flow, Obstacle.MAY_WRITE, preview.obstacles(), output);
      }
      if (preview.unread().isPresent()) {
        return refused(flow, Obstacle.UNREAD, preview.unread().stream().toList(), output);
      }
      return run(application, loaded, work, print);
    }
  }

  /** Hands a flow source records of its own. */
  static <T> int behindSource(
      String flow, OutputOptions output, Work<T> work, ToIntFunction<T> print)
      throws InterruptedException {
    try (Application application = Application.start(Entry.REPLAY, Map.of())) {
      Stopping.onSignal(application);
      Flow loaded = Service.load(application, flow);
      return loaded.isReady() ? run(application, loaded, work, print) : notReady(loaded, output);
    }
  }

  private static <T> int run(
      Application application, Flow loaded, Work<T> work, ToIntFunction<T> print)
      throws InterruptedException {
    application.takeOver();
    Callable<T> call = () -> work.with(new PreviewRuns(application, loaded));
    return print.applyAsInt(new OneRun(application, loaded.name()).show(call));
  }

  private static int notReady(Flow flow, OutputOptions output) {
    if (output.json()) {
      OutputOptions.printJson(FlowJson.of(flow));
    } else {
      System.err.print(FlowTable.remedies(List.of(flow)));
    }
    return ExitCode.CONFIGURATION;
  }

  private static int refused(
      String flow, Obstacle why, List<Fault> obstacles, OutputOptions output) {
    if (output.json()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("flow", flow);
      json.put("state", why.state);
      json.put("faults", FaultJson.of(obstacles));
      OutputOptions.printJson(json);
    } else {
      System.err.println(flow + " " + why.words);
      obstacles.forEach(System.err::println);
    }
    return ExitCode.CONFIGURATION;
  }
}
