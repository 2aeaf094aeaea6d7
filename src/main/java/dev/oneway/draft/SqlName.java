package dev.oneway.draft;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of a database as SQL has them: in quotes, unless every database takes them as they are. */
final class SqlName {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

  private static final Set<String> RESERVED =
      Set.of(
          ("all and any as asc between by case cast check column constraint create cross"
                  + " current_date current_user default delete desc distinct drop else end except"
                  + " exists false fetch for foreign from full grant group having in index inner"
                  + " insert intersect into is join key left like limit natural not null offset on"
                  + " only or order outer primary references right select session_user set table"
                  + " then to true union unique update user using values view when where window"
                  + " with")
              .split(" "));

  private SqlName() {}

  static String of(String name) {
    return PLAIN.matcher(name).matches() && !RESERVED.contains(name) ? name : quoted(name);
  }

  static String of(Optional<String> schema, String table) {
    return schema.map(name -> of(name) + ".").orElse("") + of(table);
  }

  /** As {@code jdbc-upsert:} reads a table's name. */
  static String ofDestination(Optional<String> schema, String table) {
    return schema.map(name -> part(name) + ".").orElse("") + part(table);
  }

  private static String part(String name) {
    return name.matches("[\\p{L}_][\\p{L}\\p{N}_]*") ? name : quoted(name);
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
