package dev.oneway.mapping;

/**
 * One thing an example expects and the mapping doesn't do.
 *
 * @param field the destination field, e.g. {@code order_lines[2].sku}; {@code the record} when it
 *     is about the record as a whole
 * @param expected what the example says, values as JSON
 * @param got what the mapping does, values as JSON
 */
public record Difference(String field, String expected, String got) {
  static final String OF_RECORD = "the record";

  @Override
  public String toString() {
    return field + ": expected " + expected + ", got " + got;
  }
}
