package dev.oneway.webhook.door;

/** How many requests and bytes are in work. Only the event loop may use it. */
final class Capacity {
  private final DoorLimits limits;
  private int requests;
  private long bytes;
  private Runnable whenEmpty = () -> {};

  Capacity(DoorLimits limits) {
    this.limits = limits;
  }

  /** False when there is no room for one more request. */
  boolean enter() {
    if (requests >= limits.requests()) {
      return false;
    }
    requests++;
    return true;
  }

  /** False when there is no room for so many bytes more. */
  boolean hold(int more) {
    if (bytes + more > limits.bytes()) {
      return false;
    }
    bytes += more;
    return true;
  }

  /** A request is done, and what it held is free. */
  void leave(long held) {
    requests--;
    bytes -= held;
    if (requests == 0) {
      whenEmpty.run();
    }
  }

  /** Runs this when nothing is in work, which may be now. */
  void whenEmpty(Runnable then) {
    whenEmpty = then;
    if (requests == 0) {
      then.run();
    }
  }
}
