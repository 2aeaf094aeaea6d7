package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Vocabulary;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.value.FirstOf;
import dev.oneway.mapping.value.MinorUnits;
import dev.oneway.mapping.value.NameTree;
import dev.oneway.mapping.value.NestedList;
import dev.oneway.mapping.value.NestedObject;
import dev.oneway.mapping.value.Origin;
import dev.oneway.mapping.value.Path;
import dev.oneway.mapping.yaml.FaultList;
import dev.oneway.mapping.yaml.Section;
import dev.oneway.record.Field;
import dev.oneway.record.Promise;
import dev.oneway.record.WriteWhen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads {@code rest} and {@code others}: fields that are taken as they come. */
final class RestReader {
  static final String NAME = "rest";
  static final String OTHERS = "others";

  private static final String FROM = "from";
  private static final String PREFIX = "prefix";
  private static final String EXCEPT = "except";
  private static final Pattern PREFIX_FORM = Pattern.compile("[a-z0-9_]{1,20}");

  static final Vocabulary WORDS =
      Vocabulary.of(
          NAME,
          "An object of which each member becomes a field that no other field takes.",
          Word.of(FROM, Kind.PATH, "the path of the object. Left out: the record itself"),
          Word.of(
              PREFIX,
              Kind.text("the beginning of a name"),
              "what is put before each name: `context_`"),
          Word.of(
              EXCEPT,
              new Kind.Many(Kind.PATH),
              "what is left out with all below it, as paths into the record"));

  static final Word REST_WORD =
      Word.of(
          NAME,
          Kind.oneOrSome(Kind.either(Kind.PATH, new Kind.Table(NAME))),
          "objects whose other members become fields, too, by their names: one or a list");

  static final Word OTHERS_WORD =
      Word.of(
              OTHERS,
              Kind.text("a field"),
              "with `rest`: the field that takes as one object what can't have a field of its own."
                  + " Left out: such a record is refused")
          .beside(NAME);

  private final Reading reading;
  private final FieldNames names;

  private record Draft(Optional<Path> from, String prefix, List<Path> except) {}

  /**
   * @param names of the object the fields belong to
   */
  RestReader(Reading reading, FieldNames names) {
    this.reading = reading;
    this.names = names;
  }

  /**
   * What a file or a child says; empty when it takes no such fields.
   *
   * @param fields those that are declared, whose paths are taken
   * @param arrays further paths that are taken
   */
  Optional<RestModel> read(Section section, List<FieldModel> fields, List<Path> arrays) {
    Optional<Section.Entry> rest = section.find(NAME);
    Optional<Field> others = section.find(OTHERS).flatMap(entry -> others(entry, rest));
    if (rest.isEmpty()) {
      return Optional.empty();
    }
    List<Draft> drafts = nodes(rest.get()).stream().flatMap(node -> draft(node).stream()).toList();
    List<Path> taken = new ArrayList<>(arrays);
    fields.forEach(field -> addTaken(field.value().origin(), taken));
    List<RestModel.Part> parts = drafts.stream().map(draft -> part(draft, drafts, taken)).toList();
    Node key = rest.get().key();
    return Optional.of(
        new RestModel(parts, others, FaultList.lineOf(key), FaultList.columnOf(key)));
  }

  private List<Node> nodes(Section.Entry rest) {
    if (!(rest.value() instanceof SequenceNode list)) {
      return List.of(rest.value());
    }
    if (list.getValue().isEmpty()) {
      reading.faults().at(rest.key(), "`rest` is empty.", "Add at least one object, or remove it.");
    }
    return list.getValue();
  }

  private Optional<Field> others(Section.Entry entry, Optional<Section.Entry> rest) {
    if (rest.isEmpty()) {
      reading
          .faults()
          .at(
              entry.key(),
              "`others` has no `rest`.",
              "Add `rest:` with the objects whose members become fields, or remove it.");
    }
    return Section.textOf(entry.value(), "`others`", reading.faults())
        .map(
            name -> {
              names.declare(new Section.Entry(name, entry.value(), entry.value()));
              return new Field(
                  name,
                  false,
                  WriteWhen.ALWAYS,
                  FaultList.lineOf(entry.value()),
                  FaultList.columnOf(entry.value()),
                  Promise.of(Promise.Kind.JSON));
            });
  }

  private Optional<Draft> draft(Node node) {
    if (node instanceof ScalarNode) {
      return Section.textOf(node, "`rest`", reading.faults())
          .flatMap(text -> reading.path(text, node))
          .map(path -> new Draft(Optional.of(path), "", List.of()));
    }
    return Section.of(node, "`rest`", reading.faults()).map(this::draft);
  }

  private Draft draft(Section section) {
    section.refuseOthers(WORDS.names());
    Optional<Path> from = reading.path(section, FROM);
    if (section.find(FROM).isEmpty()) {
      reading.names().addAll();
    }
    String prefix = section.text(PREFIX).orElse("");
    if (section.find(PREFIX).isPresent() && !PREFIX_FORM.matcher(prefix).matches()) {
      reading
          .faults()
          .at(
              section.find(PREFIX).get().value(),
              "`" + prefix + "` can't begin a name.",
              "Write at most 20 small letters, digits and underscores, such as `context_`.");
    }
    return new Draft(from, prefix, except(section));
  }

  private List<Path> except(Section section) {
    Optional<Section.Entry> entry = section.find(EXCEPT);
    if (entry.isPresent() && !(entry.get().value() instanceof SequenceNode)) {
      reading
          .faults()
          .at(
              entry.get().value(),
              "`except` must be a list of paths.",
              "Write `except: [password, context.ip]`.");
      return List.of();
    }
    return entry.stream()
        .flatMap(list -> ((SequenceNode) list.value()).getValue().stream())
        .flatMap(
            node ->
                Section.textOf(node, "A path of `except`", reading.faults())
                    .flatMap(text -> reading.path(text, node))
                    .stream())
        .toList();
  }

  /**
   * What a field makes of a value is the author's choice; the value as it came isn't needed then.
   */
  private static void addTaken(Origin origin, List<Path> taken) {
    if (origin instanceof Path path) {
      taken.add(path);
    } else if (origin instanceof FirstOf first) {
      taken.addAll(first.paths());
    } else if (origin instanceof MinorUnits money) {
      taken.addAll(money.paths());
    } else if (origin instanceof NestedList list) {
      taken.add(list.each());
    } else if (origin instanceof NestedObject object) {
      object.members().all().forEach(member -> addTaken(member.value().origin(), taken));
    }
  }

  /** Of two objects one of which is in the other, the inner one has its members. */
  private static RestModel.Part part(Draft draft, List<Draft> drafts, List<Path> taken) {
    List<String> way = draft.from().map(Path::names).orElse(List.of());
    NameTree tree = new NameTree();
    taken.forEach(tree::add);
    draft.except().forEach(tree::add);
    drafts.stream()
        .flatMap(other -> other.from().stream())
        .filter(path -> path.names().size() > way.size())
        .filter(path -> path.names().subList(0, way.size()).equals(way))
        .forEach(tree::add);
    return new RestModel.Part(
        draft.from(), draft.prefix(), draft.from().map(tree::at).orElse(tree).known());
  }
}
