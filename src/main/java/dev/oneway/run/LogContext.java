package dev.oneway.run;

import org.slf4j.MDC;

/** What each line of the log is about while a thread is busy with a run. */
final class LogContext {
  private LogContext() {}

  static void enter(Run run) {
    MDC.put("flow", run.flow());
    MDC.put("run", run.id());
    run.trace().ifPresent(trace -> MDC.put("trace", trace));
  }

  static void leave() {
    MDC.remove("flow");
    MDC.remove("run");
    MDC.remove("trace");
  }
}
