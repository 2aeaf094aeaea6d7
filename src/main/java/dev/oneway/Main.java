package dev.oneway;

import dev.oneway.cli.Oneway;

/** The command line's entrance. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(Oneway.execute(args));
  }
}
