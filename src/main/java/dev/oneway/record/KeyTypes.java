package dev.oneway.record;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * What the parts of a mapping's keys are, so that a key, which is a text, makes the values again it
 * was made of. Dates and times come back as their texts.
 *
 * @param letters one for each part: n a number, b true or false, x binary, t anything else
 */
public record KeyTypes(String letters) {

  /** The types of the values of a key. */
  public static KeyTypes of(List<?> values) {
    StringBuilder letters = new StringBuilder();
    values.forEach(value -> letters.append(letter(value)));
    return new KeyTypes(letters.toString());
  }

  /** The types of a record's key. */
  public static KeyTypes of(MappedRecord record) {
    return of(valuesOf(record));
  }

  /** The values of a record's key, in the order of its fields. */
  public static List<Object> valuesOf(MappedRecord record) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < record.shape().keyFields().size(); i++) {
      values.add(record.value(i));
    }
    return values;
  }

  /**
   * The values that make this key.
   *
   * @throws IllegalArgumentException when none of these types do
   */
  public List<Object> values(String key) {
    List<String> parts = Keys.partsOf(key, letters.length());
    List<Object> values = new ArrayList<>(parts.size());
    for (int i = 0; i < parts.size(); i++) {
      values.add(value(letters.charAt(i), parts.get(i)));
    }
    return values;
  }

  private static char letter(Object value) {
    if (value instanceof Number) {
      return 'n';
    }
    if (value instanceof byte[]) {
      return 'x';
    }
    return value instanceof Boolean ? 'b' : 't';
  }

  /** A key of another type than most of its ledger stays the text it is. */
  private static Object value(char letter, String text) {
    try {
      return switch (letter) {
        case 'n' -> number(text);
        case 'b' -> text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : text;
        case 'x' -> Base64.getDecoder().decode(text);
        default -> text;
      };
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static Object number(String text) {
    BigDecimal number = new BigDecimal(text);
    if (number.scale() > 0) {
      return number;
    }
    BigInteger whole = number.toBigIntegerExact();
    return whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : whole;
  }
}
