package dev.oneway.destination.http.answer;

import dev.oneway.fault.Nearest;
import dev.oneway.run.FailureCategory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a vendor's own error codes mean for us. Immutable; threads may share it. */
public final class Codes {
  private static final Pattern BETWEEN = Pattern.compile("\\s*,\\s*");
  private final Map<String, FailureCategory> categories;

  private Codes(Map<String, FailureCategory> categories) {
    this.categories = categories;
  }

  /**
   * @param text {@code DUPLICATE_VALUE=conflict, UNABLE_TO_LOCK_ROW=unavailable}; null for none
   * @throws IllegalArgumentException naming the category that was probably meant
   */
  static Codes parse(String text) {
    Map<String, FailureCategory> categories = new LinkedHashMap<>();
    if (text != null && !text.isBlank()) {
      for (String pair : BETWEEN.splitAsStream(text.strip()).toList()) {
        int equals = pair.lastIndexOf('=');
        if (equals < 1) {
          throw new IllegalArgumentException(
              "codes has `%s`, which is none. Write CODE=category, as in codes=DUPLICATE_VALUE=conflict."
                  .formatted(pair));
        }
        categories.put(pair.substring(0, equals).strip(), category(pair.substring(equals + 1)));
      }
    }
    return new Codes(Map.copyOf(categories));
  }

  private static FailureCategory category(String written) {
    String word = written.strip();
    return Arrays.stream(FailureCategory.values())
        .filter(category -> category.word().equals(word))
        .findFirst()
        .orElseThrow(() -> unknown(word));
  }

  private static IllegalArgumentException unknown(String word) {
    List<String> words =
        Arrays.stream(FailureCategory.values()).map(FailureCategory::word).toList();
    return new IllegalArgumentException(
        "codes has the category `%s`. %sIt is one of %s."
            .formatted(word, Nearest.didYouMean(word, words), String.join(", ", words)));
  }

  Optional<FailureCategory> category(Optional<String> code) {
    return code.map(categories::get);
  }
}
