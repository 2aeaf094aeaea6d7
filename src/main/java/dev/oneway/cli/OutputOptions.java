package dev.oneway.cli;

import dev.oneway.record.RecordJson;
import picocli.CommandLine.Option;

/** How a command that lists something prints it. */
final class OutputOptions {
  @Option(names = "--json", description = "Print JSON, for programs.")
  private boolean json;

  boolean json() {
    return json;
  }

  static void printJson(Object value) {
    System.out.println(RecordJson.write(value));
  }
}
