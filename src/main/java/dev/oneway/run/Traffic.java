package dev.oneway.run;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/**
 * What a run cost the systems at both ends: requests, bytes, and the time it waited for their
 * limits. Only ever grows. Threads may share it.
 */
public final class Traffic {
  private final LongAdder calls = new LongAdder();
  private final LongAdder sentBytes = new LongAdder();
  private final LongAdder receivedBytes = new LongAdder();
  private final LongAdder waitedNanos = new LongAdder();
  private volatile BiConsumer<String, String> witness = (method, path) -> {};

  /**
   * The traffic at one moment.
   *
   * @param calls requests sent, each retry included; not those for a token, which all runs share
   * @param sentBytes of their bodies
   * @param receivedBytes of the answers' bodies, decompressed
   * @param waited for limits, added up over all threads
   */
  public record Sum(long calls, long sentBytes, long receivedBytes, Duration waited) {
    private static final Duration WORTH_TELLING = Duration.ofMillis(50);

    private static final List<String> UNITS = List.of("kB", "MB", "GB", "TB");
    private static final int STEP = 1000;

    /**
     * {@code 120 calls (100 records a call), 3.1 MB out, 412 B in, waited 2.1 s for limits, all
     * threads together}: the calls always, what else there was.
     *
     * @param records that were read
     */
    public String inWords(long records) {
      StringBuilder words = new StringBuilder();
      words.append("%,d call%s (%s)".formatted(calls, calls == 1 ? "" : "s", perCall(records)));
      if (sentBytes > 0) {
        words.append(", ").append(size(sentBytes)).append(" out");
      }
      if (receivedBytes > 0) {
        words.append(", ").append(size(receivedBytes)).append(" in");
      }
      if (waited.compareTo(WORTH_TELLING) >= 0) {
        words.append(
            ", waited %.1f s for limits, all threads together"
                .formatted(waited.toMillis() / 1000.0));
      }
      return words.toString();
    }

    private String perCall(long records) {
      double each = (double) records / Math.max(1, calls);
      return each == Math.rint(each)
          ? "%,.0f record%s a call".formatted(each, each == 1 ? "" : "s")
          : "%,.1f records a call".formatted(each);
    }

    /** {@code 412 B}, {@code 3.1 MB}. */
    public static String size(long bytes) {
      if (bytes < STEP) {
        return bytes + " B";
      }
      double size = bytes;
      int unit = -1;
      // 999.95 would be printed as 1000.0 of the smaller unit.
      while (size >= STEP - 0.05 && unit < UNITS.size() - 1) {
        size /= STEP;
        unit++;
      }
      return "%.1f %s".formatted(size, UNITS.get(unit));
    }
  }

  /**
   * From now on tells of each request.
   *
   * @param witness takes the method and the URL's path, which names no credentials; it must not
   *     throw
   */
  public void tell(BiConsumer<String, String> witness) {
    this.witness = witness;
  }

  /**
   * A request leaves.
   *
   * @param path of its URL, without the query
   */
  public void call(String method, String path) {
    calls.increment();
    witness.accept(method, path);
  }

  public void sent(long bytes) {
    sentBytes.add(bytes);
  }

  public void received(long bytes) {
    receivedBytes.add(bytes);
  }

  /** Time spent waiting because of a limit, not because of a failure. */
  public void waited(Duration time) {
    waitedNanos.add(time.toNanos());
  }

  public Sum sum() {
    return new Sum(
        calls.sum(), sentBytes.sum(), receivedBytes.sum(), Duration.ofNanos(waitedNanos.sum()));
  }
}
