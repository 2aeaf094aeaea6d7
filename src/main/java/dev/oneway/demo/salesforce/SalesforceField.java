package dev.oneway.demo.salesforce;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A field of an object, as a line declares it: name, type with length or values, and what else is
 * true of it, e.g. {@code Company string:255 required} or {@code Rating picklist:Hot|Warm|Cold}.
 *
 * <p>Words: {@code required}, {@code unique} (an external id: no two records have the same value),
 * {@code created} (settable on create only), {@code kept} (Salesforce keeps it, nobody may write
 * it). Immutable.
 *
 * @param length of texts; 0 for other types
 * @param values of a restricted picklist; empty when any value will do
 */
record SalesforceField(
    String name, String type, int length, List<String> values, Set<String> words) {
  private static final Set<String> TEXTS = Set.of("string", "textarea", "url", "phone", "email");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s.]+(\\.[^@\\s.]+)+");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{15}([A-Z0-5]{3})?");

  /** ISO-8601 with an offset as Salesforce takes it: Z, +01:00 or +0100. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX]")
          .toFormatter(Locale.ROOT);

  static SalesforceField parse(String line) {
    List<String> parts = List.of(line.strip().split("\\s+"));
    List<String> type = List.of(parts.get(1).split(":", 2));
    String detail = type.size() == 1 ? "" : type.get(1);
    boolean isText = TEXTS.contains(type.get(0));
    return new SalesforceField(
        parts.get(0),
        type.get(0),
        isText ? Integer.parseInt(detail) : 0,
        isText || detail.isEmpty() ? List.of() : List.of(detail.replace('_', ' ').split("\\|")),
        Set.copyOf(parts.subList(2, parts.size())));
  }

  boolean is(String word) {
    return words.contains(word);
  }

  /** What users call it, and so do Salesforce's messages. */
  String label() {
    return name.replaceAll("__c$", "")
        .replace('_', ' ')
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .strip();
  }

  /**
   * The value as it is stored: text, Boolean, BigDecimal, Long, Instant.
   *
   * @param value neither null nor an empty text
   * @throws WrongValue when it can't be
   */
  Object stored(Object value) throws WrongValue {
    return switch (type) {
      case "double" -> number(value);
      case "int" -> whole(value);
      case "boolean" -> truth(value);
      case "datetime" ->
          time(value.toString())
              .orElseThrow(() -> wrong("INVALID_TYPE_ON_FIELD_IN_RECORD", ofWrongType(value)));
      case "date" ->
          date(value.toString())
              .orElseThrow(() -> wrong("INVALID_TYPE_ON_FIELD_IN_RECORD", ofWrongType(value)));
      case "reference" -> reference(value.toString());
      default -> text(value);
    };
  }

  /** A value that a field can't keep; carried to where the record's outcome is made. */
  static final class WrongValue extends Exception {
    private static final long serialVersionUID = 1L;
    private final String code;

    WrongValue(String code, String message) {
      super(message);
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  private static WrongValue wrong(String code, String message) {
    return new WrongValue(code, message);
  }

  private String ofWrongType(Object value) {
    return label() + ": value not of required type: " + value;
  }

  private Object text(Object value) throws WrongValue {
    if (!(value instanceof String text)) {
      throw wrong("INVALID_TYPE_ON_FIELD_IN_RECORD", ofWrongType(value));
    }
    if (length > 0 && text.length() > length) {
      throw wrong(
          "STRING_TOO_LONG",
          label() + ": data value too large: " + text + " (max length=" + length + ")");
    }
    if (type.equals("email") && !EMAIL.matcher(text).matches()) {
      throw wrong("INVALID_EMAIL_ADDRESS", label() + ": invalid email address: " + text);
    }
    if (!values.isEmpty() && !values.contains(text)) {
      throw wrong(
          "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
          label() + ": bad value for restricted picklist field: " + text);
    }
    return text;
  }

  private Object number(Object value) throws WrongValue {
    try {
      BigDecimal number = new BigDecimal(value.toString());
      return number.scale() < 1 ? number.setScale(1) : number;
    } catch (NumberFormatException e) {
      throw wrong("INVALID_TYPE_ON_FIELD_IN_RECORD", ofWrongType(value));
    }
  }

  private Object whole(Object value) throws WrongValue {
    if (value instanceof Long) {
      return value;
    }
    throw wrong("INVALID_TYPE_ON_FIELD_IN_RECORD", ofWrongType(value));
  }

  private Object truth(Object value) throws WrongValue {
    if (value instanceof Boolean) {
      return value;
    }
    throw wrong("INVALID_TYPE_ON_FIELD_IN_RECORD", ofWrongType(value));
  }

  private Object reference(String id) throws WrongValue {
    if (!ID.matcher(id).matches()) {
      throw wrong("MALFORMED_ID", label() + ": id value of incorrect type: " + id);
    }
    String whole = id.length() == 18 ? id : SalesforceId.whole(id);
    if (!values.isEmpty() && !values.contains(whole)) {
      throw wrong("INVALID_CROSS_REFERENCE_KEY", label() + ": invalid cross reference id");
    }
    return whole;
  }

  /** As ISO-8601 writes it, which compares as the dates do. */
  static Optional<String> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text).toString());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text, TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
