package dev.oneway.run;

import dev.oneway.record.Removal;
import java.util.AbstractList;
import java.util.Optional;

/**
 * The chunk behind the last one of a source that was read to its end. It holds no record: the
 * mapping puts into it what becomes of records that are gone, and the ledger then decides which are
 * to be removed. They come behind it.
 */
public final class LastCall extends AbstractList<Object> {
  private final Removal removal;

  LastCall() {
    this(null);
  }

  private LastCall(Removal removal) {
    this.removal = removal;
  }

  /** The same of a mapping that removes what is gone. */
  public LastCall with(Removal ofMapping) {
    return new LastCall(ofMapping);
  }

  /** What becomes of records that are gone; empty when no mapping has said so. */
  public Optional<Removal> removal() {
    return Optional.ofNullable(removal);
  }

  @Override
  public Object get(int index) {
    throw new IndexOutOfBoundsException(index);
  }

  @Override
  public int size() {
    return 0;
  }
}
