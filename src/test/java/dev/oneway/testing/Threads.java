package dev.oneway.testing;

import java.util.List;

/** The JVM's threads, to tell whether one was left behind. */
public final class Threads {
  private Threads() {}

  /** The names of those that read a source ahead. */
  public static List<String> readingAhead() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter("read-ahead"::equals)
        .toList();
  }
}
