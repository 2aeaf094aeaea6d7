package dev.oneway.demo;

import java.util.Map;

/**
 * A system of the demo, as long as it is open.
 *
 * @param settings those that lead a flow to it
 * @param whereToLook its name and where people find what it holds, in one line
 * @param tick something happens in it, or nothing where nobody works in it
 * @param closing what it held in memory is gone
 */
record OpenSandbox(
    Map<String, String> settings, String whereToLook, Runnable tick, Runnable closing) {
  /** A database in a file, which needs no closing. */
  static OpenSandbox file(Map<String, String> settings, String whereToLook, Runnable tick) {
    return new OpenSandbox(settings, whereToLook, tick, OpenSandbox::nothing);
  }

  /** A database in a file in which only flows write. */
  static OpenSandbox file(Map<String, String> settings, String whereToLook) {
    return file(settings, whereToLook, OpenSandbox::nothing);
  }

  static void nothing() {}
}
