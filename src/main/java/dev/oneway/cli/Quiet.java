package dev.oneway.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.oneway.run.Books;
import org.slf4j.LoggerFactory;

/** Keeps the log line of a run back where the command prints the run itself. */
final class Quiet {
  private Quiet() {}

  static void runs() {
    ((Logger) LoggerFactory.getLogger(Books.class)).setLevel(Level.OFF);
  }
}
