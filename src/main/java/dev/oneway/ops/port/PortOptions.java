package dev.oneway.ops.port;

import dev.oneway.webhook.door.DoorTls;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Where the management port is and who may come in.
 *
 * @param host the address it listens on
 * @param port 0 for any that is free
 * @param tls empty for plain HTTP
 */
public record PortOptions(String host, int port, Accounts accounts, Optional<DoorTls> tls) {
  /** This machine alone, without credentials. */
  public static final PortOptions DEFAULT =
      new PortOptions("127.0.0.1", 8081, Accounts.NONE, Optional.empty());

  /**
   * @throws IllegalArgumentException when other machines could come in without credentials
   */
  public PortOptions {
    if (accounts.isEmpty() && isOpenToOthers(host)) {
      throw new IllegalArgumentException(
          "oneway.management.host: `"
              + host
              + "` can be reached from other machines, so whoever comes must say who they are. Set"
              + " oneway.management.access.NAME.token or oneway.management.access.NAME.password, or"
              + " oneway.management.host=127.0.0.1.");
    }
  }

  /** The same for others who may come in. */
  PortOptions with(Accounts others) {
    return new PortOptions(host, port, others, tls);
  }

  /** Whether other machines can reach it. */
  boolean isOpenToOthers() {
    return isOpenToOthers(host);
  }

  private static boolean isOpenToOthers(String host) {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (!address.isLoopbackAddress()) {
          return true;
        }
      }
      return false;
    } catch (UnknownHostException e) {
      // Told when it is bound.
      return false;
    }
  }
}
