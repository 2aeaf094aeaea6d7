package dev.oneway.source.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.oneway.record.RecordJson;
import dev.oneway.run.FatalException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads one column as a record's value: Long, BigInteger, BigDecimal, Boolean, String, byte[],
 * java.time, or List and Map; null stays null. A floating-point number becomes the shortest decimal
 * that stands for it.
 *
 * @param name the column's label in the result
 */
record ColumnReader(String name, int index, Reading reading) {
  /** How to take the value out of the current row. */
  @FunctionalInterface
  private interface Reading {
    Object read(ResultSet rows, int index) throws SQLException;
  }

  static ColumnReader[] of(ResultSet rows) throws SQLException {
    ResultSetMetaData meta = rows.getMetaData();
    // SQLite types its values, not its columns: what a column declares says little.
    boolean typedColumns =
        !rows.getStatement()
            .getConnection()
            .getMetaData()
            .getDatabaseProductName()
            .equals("SQLite");
    requireDistinct(meta);
    ColumnReader[] columns = new ColumnReader[meta.getColumnCount()];
    for (int i = 0; i < columns.length; i++) {
      int index = i + 1;
      Reading reading = typedColumns ? readingOf(meta, index) : ColumnReader::byValue;
      columns[i] = new ColumnReader(meta.getColumnLabel(index), index, reading);
    }
    return columns;
  }

  /** Of two columns with one name the later would silently stand for both. */
  private static void requireDistinct(ResultSetMetaData meta) throws SQLException {
    Set<String> names = new HashSet<>();
    for (int index = 1; index <= meta.getColumnCount(); index++) {
      if (!names.add(meta.getColumnLabel(index))) {
        throw new FatalException(
            "the query has two columns named `"
                + meta.getColumnLabel(index)
                + "`. Give one of them an alias with AS.");
      }
    }
  }

  Object read(ResultSet rows) throws SQLException {
    return reading.read(rows, index);
  }

  private static Reading readingOf(ResultSetMetaData meta, int index) throws SQLException {
    return switch (meta.getColumnTypeName(index)) {
      case "json", "jsonb" -> ColumnReader::json;
      case "timestamptz" -> typed(OffsetDateTime.class);
      // Their text is exact; the driver would make a double, drop the offset or keep one bit.
      case "money", "timetz", "bit", "varbit" -> ResultSet::getString;
      case "_timestamp", "_timestamptz", "_time", "_timetz", "_date" -> ColumnReader::texts;
      default -> byJdbcType(meta.getColumnType(index));
    };
  }

  private static Reading byJdbcType(int type) {
    return switch (type) {
      case Types.DATE -> typed(LocalDate.class);
      case Types.TIME -> typed(LocalTime.class);
      case Types.TIMESTAMP -> typed(LocalDateTime.class);
      case Types.TIMESTAMP_WITH_TIMEZONE -> typed(OffsetDateTime.class);
      case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.CLOB -> ResultSet::getString;
      case Types.ARRAY -> ColumnReader::array;
      default -> ColumnReader::byValue;
    };
  }

  private static <T> Reading typed(Class<T> type) {
    return (rows, index) -> rows.getObject(index, type);
  }

  private static Object byValue(ResultSet rows, int index) throws SQLException {
    Object value = rows.getObject(index);
    if (value instanceof byte[]) {
      return value;
    }
    return exact(value, rows, index);
  }

  private static Object exact(Object value, ResultSet rows, int index) throws SQLException {
    if (value == null || value instanceof String || value instanceof Long) {
      return value;
    }
    Object number = number(value);
    return number == null ? rows.getString(index) : number;
  }

  private static Object number(Object value) {
    if (value instanceof Boolean || value instanceof BigDecimal || value instanceof BigInteger) {
      return value;
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Double || value instanceof Float) {
      double floating = ((Number) value).doubleValue();
      return Double.isFinite(floating) ? new BigDecimal(value.toString()) : value.toString();
    }
    return null;
  }

  private static Object json(ResultSet rows, int index) throws SQLException {
    String text = rows.getString(index);
    try {
      return text == null ? null : RecordJson.mapper().readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      throw new SQLException(
          "the column `%s` holds JSON that can't be read: %s"
              .formatted(rows.getMetaData().getColumnLabel(index), e.getOriginalMessage()),
          e);
    }
  }

  /**
   * The elements as PostgreSQL writes them; the driver's own classes know no time but the JVM's.
   */
  private static Object texts(ResultSet rows, int index) throws SQLException {
    Array array = rows.getArray(index);
    if (array == null) {
      return null;
    }
    List<Object> texts = new ArrayList<>();
    try (ResultSet elements = array.getResultSet()) {
      while (elements.next()) {
        texts.add(elements.getString(2));
      }
    }
    return texts;
  }

  private static Object array(ResultSet rows, int index) throws SQLException {
    Array array = rows.getArray(index);
    return array == null ? null : list(array.getArray());
  }

  private static List<Object> list(Object elements) {
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < java.lang.reflect.Array.getLength(elements); i++) {
      Object element = java.lang.reflect.Array.get(elements, i);
      if (element != null && element.getClass().isArray() && !(element instanceof byte[])) {
        list.add(list(element));
      } else {
        Object number = element == null ? null : number(element);
        list.add(number != null || element == null ? number : plain(element));
      }
    }
    return list;
  }

  private static Object plain(Object element) {
    return element instanceof Map<?, ?> || element instanceof Long || element instanceof byte[]
        ? element
        : element.toString();
  }
}
