package dev.oneway.destination.http.template;

import dev.oneway.fault.Nearest;
import dev.oneway.http.RequestBody;
import dev.oneway.record.RecordJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How a rendered body is written. */
public enum BodyFormat {
  /** RFC 8259. */
  JSON {
    @Override
    public RequestBody body(Object document, String contentType) {
      return RequestBody.of(
          contentType == null ? "application/json" : contentType,
          RecordJson.write(Texts.json(document)).getBytes(StandardCharsets.UTF_8));
    }
  },
  /** {@code application/x-www-form-urlencoded}. */
  FORM {
    @Override
    public RequestBody body(Object document, String contentType) {
      return RequestBody.of(
          contentType == null ? "application/x-www-form-urlencoded" : contentType,
          FormBody.of(members(document)).getBytes(StandardCharsets.UTF_8));
    }
  },
  /** {@code multipart/form-data} (RFC 7578). */
  MULTIPART {
    @Override
    public RequestBody body(Object document, String contentType) {
      return MultipartBody.of(members(document));
    }
  };

  private static Map<?, ?> members(Object document) {
    if (document instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalStateException("checked when the endpoint was created");
  }

  /**
   * @throws IllegalArgumentException naming the format that was probably meant
   */
  public static BodyFormat parse(String word) {
    return Arrays.stream(values())
        .filter(format -> format.word().equals(word))
        .findFirst()
        .orElseThrow(() -> unknown(word));
  }

  private static IllegalArgumentException unknown(String word) {
    List<String> words = Arrays.stream(values()).map(BodyFormat::word).toList();
    return new IllegalArgumentException(
        "format is `%s`. %sIt is one of %s."
            .formatted(word, Nearest.didYouMean(word, words), String.join(", ", words)));
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @param document Map, List, and values as records hold them; a Map unless it is JSON
   * @param contentType the media type to send instead of the format's own; null for that
   */
  public abstract RequestBody body(Object document, String contentType);
}
