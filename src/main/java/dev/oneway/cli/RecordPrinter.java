package dev.oneway.cli;

import dev.oneway.mapping.Mapped;
import java.util.Map;

/** Maps one record after the other and prints what came of it. Belongs to one thread. */
interface RecordPrinter {
  /**
   * @param number counted from 1
   */
  Mapped print(long number, Map<String, Object> source);
}
