package dev.oneway.governance;

import dev.oneway.fault.Fault;
import dev.oneway.governance.OneWayProof.Objection;
import dev.oneway.mapping.model.FieldModel;
import dev.oneway.mapping.model.MappingModel;
import dev.oneway.mapping.value.Constant;
import dev.oneway.mapping.value.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds fields that two flows write, also if one of them writes only new records or empty fields:
 * what the field holds would hang on which came first. A key is no matter: it says which record is
 * meant. Flows whose keys have constants that differ never write the same record.
 */
final class TwoWriters {
  private static final int MOST_NAMED = 5;

  private TwoWriters() {}

  private record Pair(Write first, Write second) {
    /** One objection for each two mappings of two flows. */
    List<String> files() {
      return List.of(
          first.flow().name(),
          first.mapping().file(),
          second.flow().name(),
          second.mapping().file());
    }
  }

  static List<Objection> in(Lineage lineage) {
    Map<String, List<Write>> byObject = new LinkedHashMap<>();
    lineage.writes().stream()
        .filter(Write::changesValues)
        .forEach(
            write ->
                byObject
                    .computeIfAbsent(write.field().objectId(), id -> new ArrayList<>())
                    .add(write));
    Map<List<String>, List<Pair>> byFiles = new LinkedHashMap<>();
    byObject.values().stream()
        .flatMap(TwoWriters::pairs)
        .forEach(pair -> byFiles.computeIfAbsent(pair.files(), f -> new ArrayList<>()).add(pair));
    return byFiles.values().stream().map(TwoWriters::objection).toList();
  }

  private static Stream<Pair> pairs(List<Write> writes) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < writes.size(); i++) {
      for (int j = i + 1; j < writes.size(); j++) {
        if (clash(writes.get(i), writes.get(j))) {
          pairs.add(new Pair(writes.get(i), writes.get(j)));
        }
      }
    }
    return pairs.stream();
  }

  private static boolean clash(Write one, Write other) {
    return !one.flow().name().equals(other.flow().name())
        && isOneField(one, other)
        && !areOtherRecords(one.mapping(), other.mapping());
  }

  private static boolean isOneField(Write one, Write other) {
    if (RestWrites.isRest(one) && !RestWrites.isRest(other)) {
      return RestWrites.mayWrite(one, other.field());
    }
    if (RestWrites.isRest(other) && !RestWrites.isRest(one)) {
      return RestWrites.mayWrite(other, one.field());
    }
    return one.field().overlaps(other.field());
  }

  private static boolean areOtherRecords(MappingModel one, MappingModel other) {
    Map<String, Object> constants = constants(one);
    return constants(other).entrySet().stream()
        .anyMatch(
            entry ->
                constants.containsKey(entry.getKey())
                    && !Objects.equals(constants.get(entry.getKey()), entry.getValue()));
  }

  private static Map<String, Object> constants(MappingModel mapping) {
    Map<String, Object> constants = new HashMap<>();
    for (FieldModel field : mapping.key()) {
      Origin origin = field.value().origin();
      if (origin instanceof Constant) {
        constants.put(
            WriteReader.named(mapping.destination(), field.name()).id(),
            field.value().of(Map.of()));
      }
    }
    return constants;
  }

  private static Objection objection(List<Pair> pairs) {
    Write first = pairs.get(0).first();
    Write second = pairs.get(0).second();
    Write named = RestWrites.isRest(first) ? second : first;
    Fault fault =
        new Fault(
            first.mapping().file(),
            first.line(),
            first.column(),
            "%s is written by two flows, by %s here and by %s in %s%s."
                .formatted(
                    named.field(),
                    first.flow().name(),
                    second.flow().name(),
                    second.place(),
                    others(pairs)),
            "Take it out of one of them; or, if they never write the same record, give both keys a"
                + " field with a constant of its own.");
    return Objection.to(Stream.of(first, second), fault);
  }

  private static String others(List<Pair> pairs) {
    List<String> names =
        pairs.stream()
            .skip(1)
            .map(pair -> RestWrites.isRest(pair.first()) ? pair.second() : pair.first())
            .map(write -> "`" + write.field().name() + "`")
            .distinct()
            .toList();
    if (names.isEmpty()) {
      return "";
    }
    String named = names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    return ", as well as " + named + (names.size() > MOST_NAMED ? " and others" : "");
  }
}
