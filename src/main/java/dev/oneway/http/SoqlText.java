package dev.oneway.http;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Texts as SOQL quotes them, so that a value can't become a part of the query.
 *
 * @see <a
 *     href="https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_quotedstringescapes.htm">Quoted
 *     String Escape Sequences</a>
 */
public final class SoqlText {
  private static final Pattern SPECIAL = Pattern.compile("[\\\\'\"]");

  /** Stands in a list that would be empty, which SOQL refuses; nothing is called so. */
  private static final String NOTHING = "'(none)'";

  private SoqlText() {}

  /** A text literal. */
  public static String quoted(String text) {
    String escaped =
        SPECIAL
            .matcher(text)
            .replaceAll(special -> "\\\\" + Matcher.quoteReplacement(special.group()));
    return "'" + escaped.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + "'";
  }

  /** The literals of a list, as they stand in the parentheses of IN. */
  public static String quoted(List<String> texts) {
    return texts.isEmpty()
        ? NOTHING
        : texts.stream().map(SoqlText::quoted).collect(Collectors.joining(","));
  }
}
