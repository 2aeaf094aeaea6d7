package dev.oneway.run;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The keys a run's source held, and whether they are all. Threads may share it. */
public final class SeenKeys {
  private final KeySet keys = new KeySet();
  private volatile String incomplete;

  public void add(Collection<String> seen) {
    keys.add(seen);
  }

  /** Those of the keys that weren't seen. */
  public List<String> unseen(List<String> asked) {
    return keys.unseen(asked);
  }

  /**
   * Notes that some key of the source isn't known, so that none may be found missing.
   *
   * @param because a part of a sentence, such as {@code a record has no key}
   */
  public void incomplete(String because) {
    incomplete = because;
  }

  /** Why none may be found missing; empty when all are known. */
  public Optional<String> whyIncomplete() {
    return Optional.ofNullable(incomplete);
  }

  void close() {
    keys.close();
  }
}
