package dev.oneway.record;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * The fields of one destination object, as a read-only Map over an array: what stock Camel (sql,
 * simple, marshal) reads as a Map, a destination reads by position.
 *
 * <p>A field is in one of three states: it has a value, it is null (clear it), or it is {@link
 * #ABSENT} (leave it alone; the Map doesn't contain it).
 *
 * <p>Values are String, Boolean, Long, BigInteger, BigDecimal, byte[], java.time's LocalDate,
 * LocalTime, LocalDateTime, OffsetDateTime and Instant, or List and Map of these; never Double. In
 * place of a value that is given out in turn stands an {@link Assignment} until the ledger has
 * given it, in place of a destination's id a {@link Reference} until the ledger has found it.
 */
public class Row extends AbstractMap<String, Object> {
  /** Stands in the value array for a field this record doesn't speak of. */
  public static final Object ABSENT =
      new Object() {
        @Override
        public String toString() {
          return "(absent)";
        }
      };

  private final Shape shape;
  private final Object[] values;
  private final List<List<Row>> children;

  /**
   * @param values one per field of the shape, {@link #ABSENT} where the record says nothing; the
   *     array is kept, not copied
   * @param children one list per child of the shape; null in place of a list means the record says
   *     nothing of these children, an empty list means it has none
   */
  public Row(Shape shape, Object[] values, List<List<Row>> children) {
    if (values.length != shape.fields().size() || children.size() != shape.children().size()) {
      throw new IllegalArgumentException("a row of " + shape + " needs a value for each field");
    }
    this.shape = shape;
    this.values = values;
    this.children = children;
  }

  /** The other row with this value in place of the one it has there. */
  Row(Row other, int index, Object value) {
    this.shape = other.shape;
    this.values = other.values.clone();
    this.values[index] = value;
    this.children = other.children;
  }

  /** Another row of the same values and children. */
  Row(Row other) {
    this.shape = other.shape;
    this.values = other.values;
    this.children = other.children;
  }

  /** The same row in another shape of the same children. */
  public Row with(Shape other, Object[] values) {
    return new Row(other, values, children);
  }

  public Shape shape() {
    return shape;
  }

  /** The value of the shape's field at this position: a value, null or {@link #ABSENT}. */
  public Object value(int index) {
    return values[index];
  }

  public boolean has(int index) {
    return values[index] != ABSENT;
  }

  /** Rows of the shape's child at this position; null when the record says nothing of them. */
  public List<Row> children(int index) {
    return children.get(index);
  }

  @Override
  public Object get(Object name) {
    int index = shape.indexOf(name);
    return index < 0 || values[index] == ABSENT ? null : values[index];
  }

  @Override
  public boolean containsKey(Object name) {
    int index = shape.indexOf(name);
    return index >= 0 && values[index] != ABSENT;
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Entry<String, Object>> iterator() {
        return new PresentFields();
      }

      @Override
      public int size() {
        int size = 0;
        for (Object value : values) {
          size += value == ABSENT ? 0 : 1;
        }
        return size;
      }
    };
  }

  private final class PresentFields implements Iterator<Map.Entry<String, Object>> {
    private int at = skip(0);

    private int skip(int from) {
      int index = from;
      while (index < values.length && values[index] == ABSENT) {
        index++;
      }
      return index;
    }

    @Override
    public boolean hasNext() {
      return at < values.length;
    }

    @Override
    public Map.Entry<String, Object> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Map.Entry<String, Object> entry =
          new SimpleImmutableEntry<>(shape.fields().get(at).name(), values[at]);
      at = skip(at + 1);
      return entry;
    }
  }
}
