package dev.oneway.webhook.door;

/**
 * How much the door lets in.
 *
 * @param bodyBytes the largest body; what is larger is answered 413
 * @param headerBytes the largest request line, and the largest headers together; 414 and 431
 * @param requestsPerSecond to each path; what is more is answered 429. 0: any number
 * @param requests in work at once; what is more is answered 503
 * @param bytes of bodies in memory at once; what is more is answered 503
 * @param connections at once; what is more is hung up on
 */
public record DoorLimits(
    int bodyBytes,
    int headerBytes,
    int requestsPerSecond,
    int requests,
    long bytes,
    int connections) {
  public static final DoorLimits DEFAULT =
      new DoorLimits(10 << 20, 16 << 10, 0, 1000, 64 << 20, 1000);
}
