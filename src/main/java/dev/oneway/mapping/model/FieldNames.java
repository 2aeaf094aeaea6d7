package dev.oneway.mapping.model;

import dev.oneway.mapping.yaml.FaultList;
import dev.oneway.mapping.yaml.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names of one object's fields, each of which may be declared once. */
final class FieldNames {
  private final FaultList faults;
  private final Map<String, Section.Entry> declared = new LinkedHashMap<>();

  FieldNames(FaultList faults) {
    this.faults = faults;
  }

  /** All names so far, in the order of the file. */
  List<String> declared() {
    return List.copyOf(declared.keySet());
  }

  /** Notes a field; adds a fault when another section already declares it. */
  void declare(Section.Entry entry) {
    Section.Entry first = declared.putIfAbsent(entry.name(), entry);
    if (first != null) {
      faults.at(
          entry.key(),
          "The field `"
              + entry.name()
              + "` is already declared in line "
              + FaultList.lineOf(first.key())
              + ".",
          "Remove one of the two.");
    }
  }
}
