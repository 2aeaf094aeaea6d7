package dev.oneway.mapping.value;

import dev.oneway.record.Assignment;
import dev.oneway.record.Promise;
import java.util.Map;

/** {@code value:}: the same for every record. Immutable. */
public final class Constant implements Origin {
  private final Object value;

  /**
   * @param value may be null
   */
  public Constant(Object value) {
    this.value = value;
  }

  @Override
  public Object read(Map<String, Object> record) {
    return value;
  }

  @Override
  public String words() {
    return value instanceof Assignment ? "given out in turn" : "the constant";
  }

  @Override
  public Promise promised() {
    return Promise.of(value).neverNull(value != null);
  }
}
