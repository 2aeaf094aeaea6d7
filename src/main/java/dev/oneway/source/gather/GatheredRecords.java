package dev.oneway.source.gather;

import dev.oneway.run.FatalException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.camel.util.IOHelper;

/**
 * One record for each group, in the order of their names, and the records of each in the order they
 * were read. The first question reads the source to its end, into a file the operating system
 * removes, so that memory holds one group at a time.
 *
 * <p>What the source throws is thrown on: half a read makes no groups. Used by one thread.
 */
final class GatheredRecords implements Iterator<Map<String, Object>>, Closeable {
  private final Grouping grouping;
  private final Iterator<?> source;
  private SortedRecords sorted;
  private SortedRecords.Group next;
  private boolean closed;

  GatheredRecords(Grouping grouping, Iterator<?> source) {
    this.grouping = grouping;
    this.source = source;
  }

  @Override
  public boolean hasNext() {
    if (closed) {
      return false;
    }
    if (sorted == null) {
      sorted = new SortedRecords();
      source.forEachRemaining(this::sort);
    }
    if (next == null) {
      next = sorted.next(grouping.most()).orElse(null);
    }
    return next != null;
  }

  @SuppressWarnings("unchecked")
  private void sort(Object record) {
    if (!(record instanceof Map<?, ?>)) {
      throw new FatalException(
          "gather: puts records together (maps of names and values), not "
              + (record == null ? "null" : record.getClass().getSimpleName())
              + ". Put it behind what reads them, and before the split.");
    }
    Map<String, Object> one = (Map<String, Object>) record;
    grouping.of(one).ifPresent(group -> sorted.add(group, one));
  }

  @Override
  public Map<String, Object> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    SortedRecords.Group group = next;
    next = null;
    return record(group.name(), group.records());
  }

  private Map<String, Object> record(String group, List<Map<String, Object>> records) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put(grouping.name(), group);
    record.put(grouping.member(), records);
    return record;
  }

  /** Frees what was kept, and closes the source, whether it was read or not. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (sorted != null) {
      sorted.close();
    }
    try {
      IOHelper.closeIterator(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
