package dev.oneway.http;

import dev.oneway.fault.Nearest;
import dev.oneway.run.FailureCategory;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;

/**
 * Which failure an answer is: the one place that decides it. {@code docs/http.md} shows the same
 * table. What the vendor's own code says counts most, then the status with its headers. Immutable;
 * threads may share it.
 */
public final class FailureTable {
  /** Without codes of a vendor. */
  public static final FailureTable PLAIN = new FailureTable(Map.of());

  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
  private static final Pattern CODE = Pattern.compile("(\\S+?)\\s*=\\s*([a-z-]+)");
  private static final int CLIENT = 4;
  private static final int SERVER = 5;

  private final Map<String, FailureCategory> codes;

  /**
   * @param codes what the vendor's codes mean
   */
  public FailureTable(Map<String, FailureCategory> codes) {
    this.codes = Map.copyOf(codes);
  }

  /**
   * Reads the option {@code codes}: {@code REQUEST_LIMIT_EXCEEDED=rate-limited, …}.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static FailureTable parse(String codes) {
    Map<String, FailureCategory> parsed = new LinkedHashMap<>();
    for (String text : codes.isBlank() ? new String[0] : COMMA.split(codes.strip())) {
      Matcher code = CODE.matcher(text);
      if (!code.matches()) {
        throw new IllegalArgumentException(
            "codes has `%s`. Write the vendor's code and a category, as in codes=LIMIT_REACHED=rate-limited."
                .formatted(text));
      }
      parsed.put(code.group(1), category(code.group(2)));
    }
    return new FailureTable(parsed);
  }

  private static FailureCategory category(String word) {
    List<String> words =
        Arrays.stream(FailureCategory.values()).map(FailureCategory::word).toList();
    return Arrays.stream(FailureCategory.values())
        .filter(category -> category.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "codes has the category `%s`. %sIt is one of %s."
                        .formatted(
                            word, Nearest.didYouMean(word, words), String.join(", ", words))));
  }

  /**
   * What the vendor's code means; empty when the table doesn't know it.
   *
   * @param code null when the vendor gave none
   */
  public Optional<FailureCategory> ofCode(String code) {
    return code == null ? Optional.empty() : Optional.ofNullable(codes.get(code));
  }

  /**
   * @param code the vendor's; null when it gave none
   */
  public FailureCategory category(Answer answer, String code) {
    return ofCode(code).orElseGet(() -> category(answer));
  }

  /** By status and headers alone. */
  FailureCategory category(Answer answer) {
    FailureCategory category = category(answer.status());
    boolean limited =
        category == FailureCategory.FORBIDDEN
            && (answer.header(HttpHeaders.RETRY_AFTER) != null || RateHeaders.usedUp(answer));
    return limited ? FailureCategory.RATE_LIMITED : category;
  }

  /** By status alone; a status that is none of a refusal is an unexpected answer. */
  public FailureCategory category(int status) {
    return switch (status) {
      case 401, 407 -> FailureCategory.UNAUTHORIZED;
      case 402, 403 -> FailureCategory.FORBIDDEN;
      case 404, 410 -> FailureCategory.NOT_FOUND;
      case 408, 504, 524 -> FailureCategory.TIMEOUT;
      case 409, 412 -> FailureCategory.CONFLICT;
      case 413, 414 -> FailureCategory.TOO_LARGE;
      case 425 -> FailureCategory.UNAVAILABLE;
      case 429 -> FailureCategory.RATE_LIMITED;
      default -> ofClass(status / 100);
    };
  }

  private static FailureCategory ofClass(int hundreds) {
    return switch (hundreds) {
      case CLIENT -> FailureCategory.INVALID;
      case SERVER -> FailureCategory.UNAVAILABLE;
      default -> FailureCategory.UNEXPECTED_ANSWER;
    };
  }

  /** What it means that an exchange broke off. */
  public FailureCategory category(IOException cause) {
    if (cause instanceof SocketTimeoutException) {
      return FailureCategory.TIMEOUT;
    }
    boolean garbled = cause instanceof ZipException || cause.getCause() instanceof HttpException;
    return garbled ? FailureCategory.UNEXPECTED_ANSWER : FailureCategory.UNAVAILABLE;
  }
}
