package dev.oneway.cli;

import dev.oneway.app.Application;
import dev.oneway.run.Fate;
import dev.oneway.run.RunKind;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Calls a flow once and shows how far it is. */
final class OneRun {
  private static final long REDRAW_MILLIS = 250;

  private final Application application;
  private final String flow;
  private final Progress progress = new Progress();

  OneRun(Application application, String flow) {
    this.application = application;
    this.flow = flow;
    Quiet.runs();
  }

  /**
   * Runs the flow and waits for its end; the runs it took, none where nothing waits in an inbox.
   */
  List<RunSummary> go() throws InterruptedException {
    return show(() -> application.runOnce(flow));
  }

  /**
   * Delivers these records and waits for the end.
   *
   * @param records an iterator of source records
   */
  RunSummary replay(Object records) throws InterruptedException {
    return show(() -> application.call(flow, RunKind.REPLAY, records));
  }

  /** Removes what is approved and waits for the end. */
  RunSummary approve() throws InterruptedException {
    return show(() -> application.call(flow, RunKind.APPROVE, List.of().iterator()));
  }

  /**
   * Does the work and shows how far its run is.
   *
   * @throws IllegalArgumentException when the work says that something is wrong with what was asked
   */
  <T> T show(Callable<T> work) throws InterruptedException {
    FutureTask<T> call = new FutureTask<>(work);
    new Thread(call, flow).start();
    try {
      return await(call);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IllegalArgumentException wrong) {
        throw wrong;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      progress.clear();
    }
  }

  private <T> T await(FutureTask<T> call) throws InterruptedException, ExecutionException {
    while (true) {
      try {
        return call.get(REDRAW_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        application.books().openRuns().forEach(progress::show);
      }
    }
  }

  /** The worst of them. */
  static int exitCodeOf(List<RunSummary> summaries) {
    return summaries.stream().mapToInt(OneRun::exitCodeOf).max().orElse(ExitCode.DONE);
  }

  static int exitCodeOf(RunSummary summary) {
    if (summary.state() != RunState.DONE && summary.state() != RunState.WAITING) {
      return ExitCode.RUN_FAILED;
    }
    boolean waits = summary.state() == RunState.WAITING;
    return waits || summary.counts().of(Fate.REJECTED) > 0 ? ExitCode.DEAD_LETTERS : ExitCode.DONE;
  }

  /** Of the runs it took; of an inbox in which nothing waits it took none. */
  static String words(String flow, List<RunSummary> summaries) {
    return summaries.isEmpty()
        ? "%s: nothing waits in its inbox.%n".formatted(flow)
        : summaries.stream().map(OneRun::words).collect(Collectors.joining());
  }

  static String words(RunSummary summary) {
    long millis = Math.max(1, summary.duration().toMillis());
    StringBuilder text = new StringBuilder();
    text.append(
        "%s %s: %s in %.1f s (%,d records/s)%s%n"
            .formatted(
                summary.flow(),
                summary.outcomeInWords(),
                summary.countsInWords(),
                millis / 1000.0,
                summary.counts().read() * 1000 / millis,
                summary.trafficInWords()));
    summary.reason().ifPresent(reason -> text.append(reason).append(System.lineSeparator()));
    if (summary.state() == RunState.WAITING) {
      text.append("What is gone waits for somebody's word. See: oneway alerts")
          .append(System.lineSeparator());
    }
    if (summary.counts().of(Fate.REJECTED) > 0 && !summary.onlyLooked()) {
      text.append("See what was refused: oneway dead-letters --flow ")
          .append(summary.flow())
          .append(System.lineSeparator());
    }
    return text.toString();
  }
}
