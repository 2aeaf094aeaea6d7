package dev.oneway.ops;

import dev.oneway.deadletter.DeadLetter;
import java.util.List;
import java.util.Map;

/** What the files of all flows come to, as programs read it. Threads share it. */
public interface Readings {
  /**
   * The mappings of a flow as the catalogue tells of them: headings, facts and tables, in their
   * order. None when it has no mapping, or none without a fault.
   */
  List<Map<String, Object>> mappings(String flow);

  /** Where all data goes, drawn as an SVG file. */
  String lineage();

  /**
   * What each mapping of the letter's flow makes of its record now, field by field, or why it
   * can't: personal data.
   */
  List<Map<String, Object>> mapped(DeadLetter letter);
}
