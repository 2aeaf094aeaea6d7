package dev.oneway.record;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The shapes of records that have fields beyond those of their mapping: one for each set of names,
 * so that records with the same names share theirs. Those in use are kept, but never more than
 * {@value #MOST}: a source may invent names without end.
 *
 * <p>Threads may share it.
 */
public final class Shapes {
  /** The most shapes that are kept. */
  static final int MOST = 1000;

  private final Shape base;
  private final int line;
  private final int column;
  private final Map<List<String>, Shape> byNames = new LastUsed();

  /**
   * @param base the mapping's own
   * @param line where the file asks for the fields beyond it, 1-based
   * @param column where the file asks for them, 1-based
   */
  public Shapes(Shape base, int line, int column) {
    this.base = base;
    this.line = line;
    this.column = column;
  }

  /** The mapping's own. */
  public Shape base() {
    return base;
  }

  /**
   * The shape with these fields behind the mapping's own.
   *
   * @param names sorted, so that the same names are the same shape; none of them the mapping's own
   */
  public Shape with(List<String> names) {
    if (names.isEmpty()) {
      return base;
    }
    synchronized (byNames) {
      return byNames.computeIfAbsent(List.copyOf(names), this::make);
    }
  }

  private Shape make(List<String> names) {
    return base.with(
        names.stream()
            .map(name -> new Field(name, false, WriteWhen.ALWAYS, line, column))
            .toList());
  }

  private static final class LastUsed extends LinkedHashMap<List<String>, Shape> {
    private static final long serialVersionUID = 1L;

    LastUsed() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<List<String>, Shape> eldest) {
      return size() > MOST;
    }
  }
}
