package dev.oneway.mapping.model;

import dev.oneway.mapping.yaml.FaultList;
import dev.oneway.mapping.yaml.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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

  /** Adds a fault for each declared field that is the destination's own. */
  void refuseOwned(List<Party.Owned> owned) {
    for (Party.Owned own : owned) {
      declared.values().stream()
          .filter(entry -> overlap(entry.name(), own.name()))
          .forEach(
              entry ->
                  faults.at(
                      entry.key(),
                      "`%s` is the destination's own, as `owns` in line %d says."
                          .formatted(entry.name(), own.line()),
                      "Take it out here, or there."));
    }
  }

  /** Whether both are one field, or one is part of the other; the case of letters is no matter. */
  private static boolean overlap(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT) + ".";
    String b = other.toLowerCase(Locale.ROOT) + ".";
    return a.startsWith(b) || b.startsWith(a);
  }
}
