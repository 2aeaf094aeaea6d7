package dev.oneway.cli;

/** Numbers of things, as people say them. */
final class Words {
  private Words() {}

  /** {@code 1 example}, {@code 2 examples}. */
  static String count(long number, String noun) {
    return "%,d %s%s".formatted(number, noun, number == 1 ? "" : "s");
  }
}
