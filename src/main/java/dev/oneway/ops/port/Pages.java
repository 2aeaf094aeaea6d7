package dev.oneway.ops.port;

/** Some addresses of the management port and what is answered there. */
@FunctionalInterface
public interface Pages {
  /** Called once, before the port is open. */
  void layOut(Desk desk);
}
