package dev.oneway.destination.http.template;

import dev.oneway.http.SoqlText;
import dev.oneway.record.IsoTime;
import dev.oneway.record.RecordJson;
import dev.oneway.record.Row;
import dev.oneway.record.Scalars;
import java.math.BigDecimal;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Values as vendors read them: times in RFC 3339 and always with seconds, binary in base64, numbers
 * as they are.
 */
public final class Texts {
  private static final int MOST_PLAIN_DIGITS = 400;
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,400}(\\.\\d{1,400})?");

  private Texts() {}

  /** The value as text; empty for null and for a value that isn't there. */
  public static String of(Object value) {
    if (value == null || value == Row.ABSENT) {
      return "";
    }
    if (value instanceof BigDecimal decimal) {
      return Math.abs((long) decimal.scale()) < MOST_PLAIN_DIGITS
          ? decimal.toPlainString()
          : decimal.toString();
    }
    return Scalars.text(
        value instanceof List<?> || value instanceof Map<?, ?> ? json(value) : value);
  }

  /** The value with times as texts and binary as base64, so that JSON can say it. */
  static Object json(Object value) {
    if (value instanceof byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }
    if (value instanceof Temporal time) {
      return IsoTime.text(time);
    }
    if (value instanceof List<?> list) {
      List<Object> all = new ArrayList<>(list.size());
      list.forEach(inner -> all.add(json(inner)));
      return all;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> all = new LinkedHashMap<>();
      map.forEach((name, inner) -> all.put(String.valueOf(name), json(inner)));
      return all;
    }
    return value;
  }

  static String written(Placeholder placeholder, Object value) {
    return switch (placeholder.form()) {
      case SOQL -> soql(value);
      case JSON -> several(value, text -> RecordJson.write(of(text)));
      case CSV -> csv(value);
      case PLAIN, NUMBER -> placeholder.name().isList() ? csv(value) : of(value);
    };
  }

  /** As it is written in a body: a text, or the number that a text is. */
  static Object typed(Placeholder placeholder, Object value) {
    return switch (placeholder.form()) {
      case PLAIN -> value;
      case NUMBER -> NUMBER.matcher(of(value)).matches() ? new BigDecimal(of(value)) : value;
      default -> written(placeholder, value);
    };
  }

  private static String csv(Object value) {
    return several(value, Texts::of);
  }

  private static String several(Object value, Function<Object, String> one) {
    return value instanceof List<?> list
        ? list.stream().map(one).collect(Collectors.joining(","))
        : one.apply(value);
  }

  private static String soql(Object value) {
    return value instanceof List<?> list
        ? SoqlText.quoted(list.stream().map(Texts::of).toList())
        : SoqlText.quoted(of(value));
  }
}
