package dev.oneway.cli;

import dev.oneway.app.Application;

/** Ctrl-C and a service manager's TERM end the application after the current chunks. */
final class Stopping {
  private Stopping() {}

  static void onSignal(Application application) {
    onSignal(application::close);
  }

  /** Does this when the process is told to stop, or ends. */
  static void onSignal(Runnable stop) {
    Runtime.getRuntime().addShutdownHook(new Thread(stop, "oneway-stopping"));
  }
}
