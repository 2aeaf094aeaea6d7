package dev.oneway.destination.jdbc;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table as its author names it: {@code orders}, {@code sales.orders}, or with quotes where a name
 * itself holds a dot, {@code "sales.eu"."orders"}.
 *
 * @param schema empty when the database's own search path decides
 * @param written the name as it was written, for messages
 */
record TableName(Optional<String> schema, String table, String written) {
  private static final String PART = "(\"(?:[^\"]|\"\")+\"|[^\".]+)";
  private static final Pattern NAME = Pattern.compile("(?:" + PART + "\\.)?" + PART);

  static TableName parse(String written) {
    Matcher matcher = NAME.matcher(written.strip());
    if (!matcher.matches()) {
      throw new Unusable(
          "`" + written + "` isn't a table's name.", "Write it as table or schema.table.");
    }
    return new TableName(
        Optional.ofNullable(matcher.group(1)).map(TableName::unquoted),
        unquoted(matcher.group(2)),
        written.strip());
  }

  /** The same name in this schema, unless it names one itself. */
  TableName orIn(String otherSchema) {
    return schema.isPresent() ? this : new TableName(Optional.of(otherSchema), table, written);
  }

  /** As SQL has it. */
  String quoted() {
    return schema.map(name -> quoted(name) + ".").orElse("") + quoted(table);
  }

  /** As an SQL identifier, whatever it holds. */
  static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  private static String unquoted(String part) {
    return part.startsWith("\"")
        ? part.substring(1, part.length() - 1).replace("\"\"", "\"")
        : part;
  }

  @Override
  public String toString() {
    return written;
  }
}
