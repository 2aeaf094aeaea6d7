package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Vocabulary;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.model.MappingExample.Expected;
import dev.oneway.mapping.yaml.Constants;
import dev.oneway.mapping.yaml.FaultList;
import dev.oneway.mapping.yaml.Section;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads {@code examples}: records, each with what must become of it. */
final class ExamplesReader {
  static final String NAME = "example";

  private static final String CALLED = "name";
  private static final String GIVEN = "given";
  private static final String EXPECT = "expect";
  private static final String ABSENT = "absent";
  private static final String REJECTED = "rejected";
  private static final String FILTERED = "filtered";
  private static final String DEACTIVATED = "deactivated";
  private static final String GONE = "gone";

  static final Vocabulary WORDS =
      Vocabulary.of(
          NAME,
          "A record, and what must become of it. A mapping whose examples fail isn't run.",
          Word.of(CALLED, Kind.text("a name"), "what it shows, for people"),
          Word.of(GIVEN, new Kind.Named(Kind.CONSTANT), "the source's record").asNeeded(),
          Word.of(
              EXPECT,
              new Kind.Named(Kind.CONSTANT),
              "values of destination fields; only those that are named are compared. A child's name"
                  + " has the list of its rows, in their order. Numbers compare by value, dates and"
                  + " times with their ISO text, binary with base64"),
          Word.of(
              ABSENT,
              Kind.oneOrMany(Kind.text("a field")),
              "fields that must be absent, so that the destination keeps what it has"),
          Word.of(
              REJECTED,
              Kind.either(Kind.text("a part of the reason"), new Kind.Table(RejectionReader.NAME)),
              "the record must be refused: a part of the reason, or a table"),
          Word.of(FILTERED, Kind.FLAG, "`true`: `where` must leave the record out"),
          Word.of(
              DEACTIVATED,
              new Kind.Named(Kind.CONSTANT),
              "the record must be delivered as gone, with these values of fields"),
          Word.of(
              GONE,
              Kind.FLAG,
              "`true`: the record must be gone, so that it is archived or deleted"));

  /** Each says alone what becomes of the record; {@code absent} may stand beside the first. */
  private static final List<String> FATES = List.of(EXPECT, REJECTED, FILTERED, DEACTIVATED, GONE);

  private final FaultList faults;
  private final ExampleNames names;

  ExamplesReader(FaultList faults, ExampleNames names) {
    this.faults = faults;
    this.names = names;
  }

  /** All examples without fault. */
  List<MappingExample> read(Section.Entry entry) {
    if (!(entry.value() instanceof SequenceNode list)) {
      faults.at(
          entry.value(),
          "`" + entry.name() + "` must be a list.",
          "Write `- given: { … }` lines below it, each with what is expected.");
      return List.of();
    }
    return list.getValue().stream().flatMap(node -> read(node).stream()).toList();
  }

  private Optional<MappingExample> read(Node node) {
    return Section.of(node, "An example", faults).flatMap(this::read);
  }

  private Optional<MappingExample> read(Section section) {
    section.refuseOthers(WORDS.names());
    Optional<String> name = section.text(CALLED);
    Optional<Map<String, Object>> given = table(section, GIVEN);
    if (section.find(GIVEN).isEmpty() && section.knowsOnly(WORDS.names())) {
      faults.at(section.node(), "The example has no record.", "Add `given:` with its fields.");
    }
    Optional<Expected> expected = expected(section);
    return given.flatMap(record -> expected.map(fate -> example(section, name, record, fate)));
  }

  private static MappingExample example(
      Section section, Optional<String> name, Map<String, Object> given, Expected expected) {
    Node node = section.node();
    return new MappingExample(
        name, FaultList.lineOf(node), FaultList.columnOf(node), given, expected);
  }

  private Optional<Expected> expected(Section section) {
    List<Section.Entry> fates =
        FATES.stream().flatMap(word -> section.find(word).stream()).toList();
    Optional<Section.Entry> absent = section.find(ABSENT);
    if (fates.isEmpty() && absent.isEmpty()) {
      refuseSilence(section);
      return Optional.empty();
    }
    if (fates.size() > 1) {
      refuseBoth(fates.get(0), fates.get(1));
    } else if (absent.isPresent() && section.find(EXPECT).isEmpty() && !fates.isEmpty()) {
      refuseBoth(fates.get(0), absent.get());
    }
    if (section.find(REJECTED).isPresent()) {
      return new RejectionReader(faults).read(section.find(REJECTED).get());
    }
    if (section.find(DEACTIVATED).isPresent()) {
      section.find(DEACTIVATED).ifPresent(names::requireKnown);
      return table(section, DEACTIVATED).map(Expected.Deactivated::new);
    }
    if (section.find(GONE).isPresent()) {
      return flag(section, GONE, new Expected.Gone());
    }
    return section.find(FILTERED).isPresent()
        ? flag(section, FILTERED, new Expected.Filtered())
        : delivered(section);
  }

  private Optional<Expected> delivered(Section section) {
    section.find(EXPECT).ifPresent(names::requireKnown);
    List<String> absent =
        section.find(ABSENT).map(entry -> names.requireKnownList(entry)).orElse(List.of());
    Optional<Map<String, Object>> fields =
        section.find(EXPECT).isEmpty() ? Optional.of(Map.of()) : table(section, EXPECT);
    return fields.map(values -> new Expected.Delivered(values, absent));
  }

  private Optional<Expected> flag(Section section, String word, Expected fate) {
    Optional<Boolean> flag = section.flag(word);
    if (flag.isPresent() && !flag.get()) {
      faults.at(
          section.find(word).get().value(),
          "`" + word + ": false` says nothing.",
          "Write what is expected instead, with `expect:`.");
    }
    return flag.map(yes -> fate);
  }

  @SuppressWarnings("unchecked")
  private Optional<Map<String, Object>> table(Section section, String word) {
    Optional<Section.Entry> entry = section.find(word);
    if (entry.isPresent() && !(entry.get().value() instanceof MappingNode)) {
      faults.at(
          entry.get().value(),
          "`" + word + "` must be a table of names and values.",
          "Write `" + word + ": { name: value }`.");
      return Optional.empty();
    }
    return entry.map(it -> (Map<String, Object>) Constants.of(it.value(), faults));
  }

  private void refuseSilence(Section section) {
    if (section.knowsOnly(WORDS.names())) {
      faults.at(
          section.node(),
          "The example doesn't say what is expected.",
          "Add `expect:` with fields, `absent:`, `rejected:` with a part of the reason,"
              + " `filtered: true`, `deactivated:` with fields, or `gone: true`.");
    }
  }

  private void refuseBoth(Section.Entry one, Section.Entry other) {
    faults.at(
        other.key(),
        "The example expects both `" + one.name() + "` and `" + other.name() + "`.",
        "Keep one of them: a record has one fate.");
  }
}
