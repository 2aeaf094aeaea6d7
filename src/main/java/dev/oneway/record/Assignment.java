package dev.oneway.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;

/**
 * Stands in a mapped record for a value that isn't in the source but is given out in turn. The
 * mapping that puts it there stays pure; the ledger gives the value out and remembers it per key,
 * so that a crash and a retry give the same one.
 *
 * <p>Only a record's own fields may hold one, neither its key nor the rows of its children. Its
 * JSON, {@code {"$assign": [..]}}, is for people and isn't read back. Immutable; threads may share
 * it.
 *
 * @param among the values in the order of their turns, at least one: String, Boolean, Long,
 *     BigInteger or BigDecimal. One that stands there twice has two turns.
 */
public record Assignment(@JsonProperty("$assign") List<Object> among) {
  private static final Set<Class<?>> TYPES =
      Set.of(String.class, Boolean.class, Long.class, BigInteger.class, BigDecimal.class);

  public Assignment {
    among = List.copyOf(among);
    if (among.isEmpty()) {
      throw new IllegalArgumentException("an assignment needs at least one value");
    }
    for (Object value : among) {
      if (!TYPES.contains(value.getClass())) {
        throw new IllegalArgumentException(
            "a " + value.getClass().getSimpleName() + " can't be assigned");
      }
    }
  }

  /**
   * Whose turn it is.
   *
   * @param turn counted from 0, on and on
   */
  public Object atTurn(long turn) {
    return among.get(Math.floorMod(turn, among.size()));
  }
}
