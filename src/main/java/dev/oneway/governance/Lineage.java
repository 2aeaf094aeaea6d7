package dev.oneway.governance;

import dev.oneway.fault.Nearest;
import dev.oneway.mapping.model.Deletes;
import dev.oneway.mapping.model.MappingModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All ways of all data: which field of which system is made of which. Immutable. */
public final class Lineage {
  private final List<FlowFile> flows;
  private final List<Write> writes;
  private final Map<String, List<Write>> byRead = new HashMap<>();

  private Lineage(List<FlowFile> flows, List<Write> writes) {
    this.flows = List.copyOf(flows);
    this.writes = List.copyOf(writes);
    for (Write write : writes) {
      write.sources().stream()
          .map(SystemField::objectId)
          .distinct()
          .forEach(id -> byRead.computeIfAbsent(id, it -> new ArrayList<>()).add(write));
    }
  }

  public static Lineage of(List<FlowFile> flows) {
    List<Write> declared =
        flows.stream()
            .flatMap(
                flow ->
                    flow.mappings().stream()
                        .flatMap(mapping -> WriteReader.of(flow, mapping).stream()))
            .toList();
    return new Lineage(flows, RestWrites.addedTo(declared));
  }

  public List<FlowFile> flows() {
    return flows;
  }

  /** Every field that is written, in the order of the flows and of their files. */
  public List<Write> writes() {
    return writes;
  }

  /** The writes of which this field is a source. */
  public List<Write> readersOf(SystemField field) {
    return byRead.getOrDefault(field.objectId(), List.of()).stream()
        .filter(write -> write.sources().stream().anyMatch(field::overlaps))
        .toList();
  }

  /** The writes that make this field. */
  public List<Write> writersOf(SystemField field) {
    return writes.stream().filter(write -> write.field().overlaps(field)).toList();
  }

  /**
   * A step of an answer.
   *
   * @param from the field it comes from; the destination's own for a constant
   * @param hop 1 for the first step, 2 for what comes of that, …
   */
  public record Step(int hop, SystemField from, Write write) {}

  /** Where this field goes, and where that goes on to, nearest first; each write once. */
  public List<Step> onwards(SystemField field) {
    List<Step> steps = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    List<SystemField> at = List.of(field);
    for (int hop = 1; !at.isEmpty(); hop++) {
      List<SystemField> next = new ArrayList<>();
      for (SystemField from : at) {
        for (Write write : readersAndRests(from)) {
          if (seen.add(write.id())) {
            steps.add(new Step(hop, source(write, from), write));
            next.add(write.field());
          }
        }
      }
      at = next;
    }
    return steps;
  }

  /** Also what takes the field along without naming it. */
  private List<Write> readersAndRests(SystemField from) {
    List<Write> named = readersOf(from).stream().filter(write -> !isUnnamed(write, from)).toList();
    Stream<Write> rests =
        byRead.getOrDefault(from.objectId(), List.of()).stream()
            .filter(RestWrites::isRest)
            .flatMap(rest -> RestWrites.takenAlong(rest, from))
            .filter(
                write ->
                    named.stream().noneMatch(it -> it.field().id().equals(write.field().id())));
    return Stream.concat(named.stream(), rests).toList();
  }

  /** A rest tells what becomes of one field better than that it takes them all. */
  private static boolean isUnnamed(Write write, SystemField from) {
    return RestWrites.isRest(write) && !from.path().isEmpty();
  }

  private static SystemField source(Write write, SystemField from) {
    return write.sources().stream().filter(from::overlaps).findFirst().orElse(from);
  }

  /** What this field is made of, and what that is made of, nearest first; each write once. */
  public List<Step> back(SystemField field) {
    List<Step> steps = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    List<SystemField> at = List.of(field);
    for (int hop = 1; !at.isEmpty(); hop++) {
      List<SystemField> next = new ArrayList<>();
      for (SystemField to : at) {
        for (Write write : writersAndRests(to)) {
          if (seen.add(write.id())) {
            steps(hop, write).forEach(steps::add);
            next.addAll(write.sources());
          }
        }
      }
      at = next;
    }
    return steps;
  }

  private List<Write> writersAndRests(SystemField to) {
    return writes.stream()
        .filter(
            write ->
                write.field().overlaps(to)
                    || (RestWrites.isRest(write) && RestWrites.mayWrite(write, to)))
        .toList();
  }

  /** A step for each source of a write, or one without. */
  public static Stream<Step> steps(int hop, Write write) {
    return write.sources().isEmpty()
        ? Stream.of(new Step(hop, write.field(), write))
        : write.sources().stream().map(from -> new Step(hop, from, write));
  }

  /** The mappings of which this field decides which records they bring, or which are gone. */
  public List<MappingModel> decidedBy(SystemField field) {
    return flows.stream()
        .flatMap(flow -> flow.mappings().stream().filter(mapping -> decides(field, flow, mapping)))
        .distinct()
        .toList();
  }

  private static boolean decides(SystemField field, FlowFile flow, MappingModel mapping) {
    FieldSources record = new FieldSources(flow, WriteReader.whole(mapping.source()), List.of());
    return Stream.concat(
            mapping.where().stream(), mapping.deletes().flatMap(Deletes::when).stream())
        .flatMap(expression -> record.read(expression).stream())
        .anyMatch(field::overlaps);
  }

  /** Every object with the fields of it that are read or written, both in their order. */
  public Map<String, List<SystemField>> objects() {
    Map<String, Map<String, SystemField>> byObject = new LinkedHashMap<>();
    writes.stream()
        .flatMap(write -> Stream.concat(write.sources().stream(), Stream.of(write.field())))
        .forEach(
            field ->
                byObject
                    .computeIfAbsent(field.objectId(), id -> new LinkedHashMap<>())
                    .putIfAbsent(field.id(), field));
    Map<String, List<SystemField>> objects = new LinkedHashMap<>();
    byObject.forEach((id, fields) -> objects.put(id, List.copyOf(fields.values())));
    return objects;
  }

  /**
   * The field a question names: {@code SYSTEM.OBJECT.FIELD}, or {@code SYSTEM.OBJECT} for the whole
   * record. Names may have blanks and dots.
   *
   * @throws IllegalArgumentException when no flow speaks of such an object or field
   */
  public SystemField find(String question) {
    return named(question).filter(this::isKnown).orElseThrow(() -> unknown(question));
  }

  private Optional<SystemField> named(String question) {
    String small = question.toLowerCase(Locale.ROOT);
    for (List<SystemField> fields : objects().values()) {
      SystemField any = fields.get(0);
      String object = (any.system() + "." + any.object()).toLowerCase(Locale.ROOT);
      if (small.equals(object)) {
        return Optional.of(new SystemField(any.system(), any.object(), List.of()));
      }
      if (small.startsWith(object + ".")) {
        String name = question.substring(object.length() + 1);
        return Optional.of(
            new SystemField(any.system(), any.object(), List.of(name.split("\\.", -1))));
      }
    }
    return Optional.empty();
  }

  private boolean isKnown(SystemField field) {
    return !readersAndRests(field).isEmpty()
        || !writersAndRests(field).isEmpty()
        || !decidedBy(field).isEmpty();
  }

  private IllegalArgumentException unknown(String question) {
    Collection<List<SystemField>> objects = objects().values();
    List<String> fields =
        objects.stream().flatMap(List::stream).map(SystemField::toString).distinct().toList();
    String names =
        objects.stream()
            .map(object -> object.get(0))
            .map(any -> any.system() + "." + any.object())
            .collect(Collectors.joining(", "));
    return new IllegalArgumentException(
        "No flow knows `%s`. %sWrite SYSTEM.OBJECT.FIELD; the objects are %s."
            .formatted(question, Nearest.didYouMean(question, fields), names));
  }
}
