package dev.oneway.mapping;

import dev.oneway.mapping.value.KnownNames;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the names one run meets in its records that a mapping doesn't know, each once. Threads may
 * share it.
 */
final class UnknownNames implements KnownNames.Finder {
  private static final Logger LOG = LoggerFactory.getLogger(UnknownNames.class);

  /** A source may invent names without end. */
  private static final int MOST = 100;

  private final String mappingFile;
  private final Map<KnownNames, Set<String>> told = new HashMap<>();
  private int count;

  UnknownNames(String mappingFile) {
    this.mappingFile = mappingFile;
  }

  /** Tells what is unknown in a record and hasn't been told yet. */
  synchronized void look(KnownNames known, Map<String, Object> record) {
    if (count <= MOST) {
      known.search(record, this);
    }
  }

  @Override
  public synchronized boolean found(KnownNames object, String name) {
    if (told.computeIfAbsent(object, o -> new HashSet<>()).add(name) && ++count <= MOST) {
      LOG.warn(
          "{}: the source has `{}`, which isn't mapped. Map it, or list it under `known` of the"
              + " `contract`.",
          mappingFile,
          object.pathOf(name));
    } else if (count > MOST) {
      LOG.warn(
          "{}: the source has more than {} names that aren't mapped; no more of them are told.",
          mappingFile,
          MOST);
    }
    return count <= MOST;
  }
}
