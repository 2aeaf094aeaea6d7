package dev.oneway.run;

import java.util.AbstractList;
import java.util.List;
import java.util.Map;

/**
 * Source records of dead letters that waited for what they point to, and need wait no longer. They
 * come behind the last chunk of a source, are counted as read, and go the way of all records.
 */
public final class Returning extends AbstractList<Map<String, Object>> {
  private final List<Map<String, Object>> sources;

  Returning(List<Map<String, Object>> sources) {
    this.sources = List.copyOf(sources);
  }

  @Override
  public Map<String, Object> get(int index) {
    return sources.get(index);
  }

  @Override
  public int size() {
    return sources.size();
  }
}
