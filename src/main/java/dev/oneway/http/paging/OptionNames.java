package dev.oneway.http.paging;

import java.util.Locale;

/**
 * What the options of a paged read are called where they are set, for messages. Immutable; threads
 * may share it.
 *
 * @param prefix what stands before each of them, as {@code list} in {@code listNext}; mostly
 *     nothing
 */
public record OptionNames(String prefix) {
  public static final OptionNames PLAIN = new OptionNames("");

  /**
   * @param option as {@code pages:} calls it
   */
  public String of(String option) {
    return prefix.isEmpty()
        ? option
        : prefix + option.substring(0, 1).toUpperCase(Locale.ROOT) + option.substring(1);
  }
}
