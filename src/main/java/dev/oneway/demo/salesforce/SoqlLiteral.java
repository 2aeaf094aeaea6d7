package dev.oneway.demo.salesforce;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A value as a query writes it, and values as they compare with it. */
final class SoqlLiteral {
  private static final Pattern ESCAPE = Pattern.compile("\\\\(.)", Pattern.DOTALL);
  private static final String ESCAPES = "nrtbf\"'\\";
  private static final String MEANT = "\n\r\t\b\f\"'\\";

  private SoqlLiteral() {}

  /** Empty for null. */
  static Optional<Object> parse(String token, SalesforceField field) throws SoqlException {
    if (token.equalsIgnoreCase("null")) {
      return Optional.empty();
    }
    boolean isQuoted = token.startsWith("'");
    if (!isQuoted && !Character.isLetterOrDigit(token.charAt(0)) && token.charAt(0) != '-') {
      throw SoqlException.malformed("unexpected token: '" + token + "'");
    }
    return switch (field.type()) {
      case "datetime" ->
          Optional.of(
              SalesforceField.time(isQuoted ? "" : token)
                  .orElseThrow(() -> wrongType(field, "dateTime")));
      case "date" ->
          Optional.of(
              SalesforceField.date(isQuoted ? "" : token)
                  .orElseThrow(() -> wrongType(field, "date")));
      case "double" -> Optional.of(number(token, field));
      case "boolean" -> Optional.of(Boolean.valueOf(token));
      default -> {
        if (!isQuoted) {
          throw wrongType(field, "String");
        }
        yield Optional.of(unescaped(token).toLowerCase(Locale.ROOT));
      }
    };
  }

  /** A record's value in the form literals have: texts compare in any case. */
  static Optional<Object> comparable(Object value) {
    return Optional.ofNullable(value)
        .map(v -> v instanceof String text ? text.toLowerCase(Locale.ROOT) : v);
  }

  private static Object number(String token, SalesforceField field) throws SoqlException {
    try {
      return new BigDecimal(token);
    } catch (NumberFormatException e) {
      throw wrongType(field, "double");
    }
  }

  private static SoqlException wrongType(SalesforceField field, String type) {
    return new SoqlException(
        "INVALID_FIELD",
        "value of filter criterion for field '%s' must be of type %s"
            .formatted(field.name(), type));
  }

  /**
   * @see <a
   *     href="https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_quotedstringescapes.htm">Escapes</a>
   */
  private static String unescaped(String token) throws SoqlException {
    StringBuilder text = new StringBuilder();
    Matcher escape = ESCAPE.matcher(token.substring(1, token.length() - 1));
    while (escape.find()) {
      int which = ESCAPES.indexOf(Character.toLowerCase(escape.group(1).charAt(0)));
      if (which < 0) {
        throw SoqlException.malformed("Invalid string literal " + token);
      }
      String meant = String.valueOf(MEANT.charAt(which));
      escape.appendReplacement(text, Matcher.quoteReplacement(meant));
    }
    return escape.appendTail(text).toString();
  }
}
