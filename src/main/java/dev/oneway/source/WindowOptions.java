package dev.oneway.source;

import com.fasterxml.jackson.core.JsonPointer;
import dev.oneway.fault.Nearest;
import dev.oneway.http.paging.PagingOptions;
import dev.oneway.http.paging.Window;
import dev.oneway.http.paging.WindowFormat;
import java.util.Optional;
import java.util.TreeMap;

/** The options of a read that goes by time, checked together. Null where one isn't given. */
record WindowOptions(String window, Long windowSize, String windowFormat) {
  /** What HubSpot's search gives, and Elasticsearch unless it is told otherwise. */
  private static final long DEFAULT_SIZE = 10_000;

  /**
   * @param question whether it has a place for the window's start
   * @throws IllegalArgumentException saying which option is wrong and how to mend it
   */
  Optional<Window> window(QuestionTemplate question) {
    if (window == null) {
      requireNothing(question);
      return Optional.empty();
    }
    JsonPointer at = PagingOptions.pointer("window", window, "window=/updatedAt");
    if (at.matches()) {
      throw new IllegalArgumentException(
          "window lacks the place of the time in a record, as in window=/updatedAt.");
    }
    if (!question.takesWindow()) {
      throw new IllegalArgumentException(
          "window=%s needs ${window} in query or body, where the window's start is sent, as in query: \"RAW(updated_after=${window})\"."
              .formatted(window));
    }
    return Optional.of(new Window(at, size(), format()));
  }

  private void requireNothing(QuestionTemplate question) {
    TreeMap<String, Object> given = new TreeMap<>();
    given.put("windowSize", windowSize);
    given.put("windowFormat", windowFormat);
    given.values().removeIf(value -> value == null);
    if (!given.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has no meaning without window. Remove it."
              .formatted(String.join(", ", given.keySet())));
    }
    if (question.takesWindow()) {
      throw new IllegalArgumentException(
          "${window} has no value without the option window. Set it, as in window=/updatedAt, or ask for ${exchangeProperty.since}.");
    }
  }

  private long size() {
    if (windowSize != null && windowSize < 1) {
      throw new IllegalArgumentException(
          "windowSize cannot be less than 1, and is " + windowSize + ".");
    }
    return windowSize == null ? DEFAULT_SIZE : windowSize;
  }

  private WindowFormat format() {
    String word = windowFormat == null ? "iso" : windowFormat;
    return WindowFormat.of(word)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "windowFormat=%s is unknown. %sIt is one of %s."
                        .formatted(
                            word,
                            Nearest.didYouMean(word, WindowFormat.words()),
                            String.join(", ", WindowFormat.words()))));
  }
}
