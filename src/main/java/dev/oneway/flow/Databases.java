package dev.oneway.flow;

import java.util.Optional;

/** What a route file must know of the databases it names as {@code dataSource=#name}. */
public interface Databases {
  /** The setting that has no value, so that there is no such database yet. */
  Optional<String> missingSetting(String name);

  /** Whether connections to it can only read. */
  boolean isReadOnly(String name);
}
