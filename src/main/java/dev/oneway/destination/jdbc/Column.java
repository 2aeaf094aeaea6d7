package dev.oneway.destination.jdbc;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A column as its database describes it.
 *
 * @param type as the database names it, with its length: {@code character varying(20)}
 * @param plainType without its length and without its domain, what a text can be cast to and
 *     nothing is cut off; the same as the type where the database doesn't cast
 * @param kind what decides how a value is written
 * @param array whether it holds a list
 * @param scale the decimals it rounds to; empty where it doesn't round to any, or tells nobody
 * @param comparedAs what follows the column in SQL when old and new value are compared, where plain
 *     equality is missing ({@code json}) or too lenient ({@code citext}); mostly empty
 * @param generated how the database fills it by itself and lets nobody else; empty when anybody may
 *     write it
 * @param required whether a new row needs a value for it, as it is NOT NULL and has no default
 * @param nullByDefault whether a new row has null there when nothing is said
 * @param limits what it takes
 */
record Column(
    String name,
    String type,
    String plainType,
    Kind kind,
    boolean array,
    OptionalInt scale,
    String comparedAs,
    Optional<String> generated,
    boolean required,
    boolean nullByDefault,
    Limits limits) {

  /** Families of types; each dialect tells apart what it must. */
  enum Kind {
    TEXT,
    JSON,
    BINARY,
    INTEGER,
    REAL,
    NUMERIC,
    OTHER
  }

  String quoted() {
    return TableName.quoted(name);
  }

  /**
   * The type a key is compared in: as the column rounds and pads it, but a text that is too long
   * stays too long and never becomes another key.
   */
  String keyType() {
    return kind == Kind.TEXT ? plainType : type;
  }
}
