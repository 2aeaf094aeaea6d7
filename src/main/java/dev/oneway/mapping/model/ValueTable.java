package dev.oneway.mapping.model;

import dev.oneway.mapping.value.ValueMap;
import dev.oneway.mapping.yaml.FaultList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A value map as a file lists it. Belongs to the reading of one mapping file. */
final class ValueTable {
  /** Stands for every value that isn't listed. */
  static final String OTHERS = "*";

  private static final String REJECT = "reject";
  private static final String KEEP = "keep";
  private static final String DEFAULT = "default";

  /** One entry with its place, 1-based. */
  record Listed(String from, Object to, int line, int column) {}

  private final FaultList faults;
  private final List<Listed> listed;
  private final Optional<Listed> others;
  private final Map<String, Object> entries = new LinkedHashMap<>();
  private final Set<String> checkedTypes = new HashSet<>();

  /**
   * @param faults of the file that lists the entries
   * @param all none of them twice
   */
  ValueTable(FaultList faults, List<Listed> all) {
    this.faults = faults;
    this.listed = all.stream().filter(entry -> !entry.from().equals(OTHERS)).toList();
    this.others = all.stream().filter(entry -> entry.from().equals(OTHERS)).findFirst();
    listed.forEach(entry -> entries.put(entry.from(), entry.to()));
  }

  /** All entries but the one for others. */
  List<Listed> listed() {
    return listed;
  }

  /** Whether the entries weren't yet checked against this type. */
  boolean isNewFor(String type) {
    return checkedTypes.add(type);
  }

  /** Whether the default takes the place of others. */
  boolean namesDefault() {
    return others.filter(entry -> DEFAULT.equals(entry.to())).isPresent();
  }

  /** Whether others become null. */
  boolean clearsOthers() {
    return others.filter(entry -> entry.to() == null).isPresent();
  }

  /** Adds a fault at the entry for others. */
  void faultAtOthers(String what, String remedy) {
    others.ifPresent(entry -> fault(entry, what, remedy));
  }

  void fault(Listed entry, String what, String remedy) {
    faults.at(entry.line(), entry.column(), what, remedy);
  }

  /** The stage; where the default takes the place of others, they become null for it to do so. */
  ValueMap compiled() {
    Object otherwise = others.map(Listed::to).orElse(null);
    if (others.isEmpty() || REJECT.equals(otherwise)) {
      return ValueMap.orReject(entries);
    }
    if (KEEP.equals(otherwise)) {
      return ValueMap.orKeep(entries);
    }
    return ValueMap.orConstant(entries, namesDefault() ? null : otherwise);
  }
}
