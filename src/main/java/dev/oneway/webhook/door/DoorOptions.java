package dev.oneway.webhook.door;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where the door is and what it lets in.
 *
 * @param host the address it listens on
 * @param port 0 for any that is free
 * @param tls asked for when the door is opened, for it may read files; empty for plain HTTP
 */
public record DoorOptions(
    String host, int port, Supplier<Optional<DoorTls>> tls, DoorLimits limits, DoorTimes times) {
  /** Plain HTTP for this machine alone. */
  public static final DoorOptions DEFAULT =
      new DoorOptions("127.0.0.1", 8080, Optional::empty, DoorLimits.DEFAULT, DoorTimes.DEFAULT);

  /** Whether other machines can reach it. */
  boolean isOpenToOthers() {
    try {
      return !InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      // Told when it is bound.
      return false;
    }
  }
}
