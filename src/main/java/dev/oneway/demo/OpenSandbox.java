package dev.oneway.demo;

import dev.oneway.demo.http.Webhooks;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A system of the demo, as long as it is open.
 *
 * @param settings those that lead a flow to it
 * @param whereToLook its name and where people find what it holds, in one line
 * @param tick something happens in it, or nothing where nobody works in it
 * @param closing what it held in memory is gone
 * @param subscription takes the address of Oneway's door, for a system that sends webhooks
 */
record OpenSandbox(
    Map<String, String> settings,
    String whereToLook,
    Runnable tick,
    Runnable closing,
    Optional<Consumer<URI>> subscription) {
  /** One that sends no webhooks. */
  OpenSandbox(Map<String, String> settings, String whereToLook, Runnable tick, Runnable closing) {
    this(settings, whereToLook, tick, closing, Optional.empty());
  }

  /** The same, sending its webhooks to this path of the door. */
  OpenSandbox telling(Webhooks webhooks, String path) {
    return telling(webhooks::subscribe, path);
  }

  /**
   * The same, posting to this path of the door.
   *
   * @param sender takes the whole address
   */
  OpenSandbox telling(Consumer<URI> sender, String path) {
    return new OpenSandbox(
        settings,
        whereToLook,
        tick,
        closing,
        Optional.of(door -> sender.accept(door.resolve(path))));
  }

  /** The same with one more setting. */
  OpenSandbox and(String setting, String value) {
    Map<String, String> more = new LinkedHashMap<>(settings);
    more.put(setting, value);
    return new OpenSandbox(more, whereToLook, tick, closing, subscription);
  }

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
