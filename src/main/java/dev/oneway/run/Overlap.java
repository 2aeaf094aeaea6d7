package dev.oneway.run;

import dev.oneway.record.Version;
import java.time.Duration;

/**
 * How far before its watermark a flow reads again, so that what was committed late or at the same
 * moment isn't skipped; the ledger makes it free.
 *
 * @param time for watermarks that are times
 * @param numbers for watermarks that are numbers, at least 0
 */
public record Overlap(Duration time, long numbers) {
  public static final Overlap DEFAULT = new Overlap(Duration.ofMinutes(5), 1000);

  Version before(Version watermark) {
    return watermark.minus(time, numbers);
  }
}
