package dev.oneway.mapping.language;

/**
 * What a field makes of a record; run by the tests.
 *
 * @param field the field's description in YAML, on one line: {@code { from: name, text: trim }}
 * @param given the source record in JSON
 * @param gives the field's value in JSON; {@code (nothing)} when the field is absent; the
 *     rejection's category and reason, {@code rejected as type: …}, when it is refused
 */
public record Example(String field, String given, String gives) {}
