package dev.oneway.cli;

import dev.oneway.app.Application;

/** Ctrl-C and a service manager's TERM end the application after the current chunks. */
final class Stopping {
  private Stopping() {}

  static void onSignal(Application application) {
    Runtime.getRuntime().addShutdownHook(new Thread(application::close, "oneway-stopping"));
  }
}
