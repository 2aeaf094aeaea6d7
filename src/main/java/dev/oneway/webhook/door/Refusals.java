package dev.oneway.webhook.door;

import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;

/** Says why the door can't be opened, and what to change. */
final class Refusals {
  private Refusals() {}

  static String of(DoorOptions options, Throwable cause) {
    String address = options.host() + ":" + options.port();
    if (cause instanceof BindException && isTaken(cause)) {
      return "oneway.door.port: "
          + address
          + " is taken by another program. Stop it, or set another port.";
    }
    if (cause instanceof BindException
        || cause instanceof UnknownHostException
        || cause instanceof UnresolvedAddressException) {
      return "oneway.door.host: `"
          + options.host()
          + "` is no address of this machine. Write 127.0.0.1, 0.0.0.0 or one that is.";
    }
    if (cause instanceof java.net.SocketException) {
      return "oneway.door.port: "
          + address
          + " can't be had: "
          + cause.getMessage()
          + ". Set"
          + " another port, of at least 1024 where this user may have no lower one.";
    }
    return "oneway.door.tls: the certificate or its key can't be used: " + cause.getMessage();
  }

  private static boolean isTaken(Throwable cause) {
    return String.valueOf(cause.getMessage()).contains("in use");
  }
}
