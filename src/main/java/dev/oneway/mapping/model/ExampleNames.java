package dev.oneway.mapping.model;

import dev.oneway.mapping.yaml.FaultList;
import dev.oneway.mapping.yaml.Section;
import dev.oneway.record.Field;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The names an example may expect something of: a misspelt one would never be compared. */
final class ExampleNames {
  private final FaultList faults;
  private final List<String> fields;
  private final List<String> children;
  private final List<ChildModel> models;
  private final boolean open;

  /**
   * @param fields the record's own, those with faults included
   * @param children the children's names, those with faults included
   * @param models the children without fault
   * @param open whether a record may have other fields, too
   */
  ExampleNames(
      FaultList faults,
      List<String> fields,
      List<String> children,
      List<ChildModel> models,
      boolean open) {
    this.faults = faults;
    this.fields = fields;
    this.children = children;
    this.models = models;
    this.open = open;
  }

  private List<String> known() {
    return Stream.concat(fields.stream(), children.stream()).toList();
  }

  /** Adds a fault for each unknown name in {@code expect}, in the rows of children too. */
  void requireKnown(Section.Entry expect) {
    if (!(expect.value() instanceof MappingNode)) {
      return;
    }
    for (Section.Entry entry : entriesOf(expect.value())) {
      requireField(entry.name(), entry.key());
      models.stream()
          .filter(child -> child.object().equals(entry.name()))
          .filter(child -> !fields.contains(child.object()))
          .forEach(child -> requireRows(entry, child));
    }
  }

  /** The names in {@code absent}; adds a fault for each unknown one. */
  List<String> requireKnownList(Section.Entry absent) {
    List<Node> nodes =
        absent.value() instanceof SequenceNode list ? list.getValue() : List.of(absent.value());
    return nodes.stream().flatMap(node -> knownName(node, absent.name()).stream()).toList();
  }

  private Optional<String> knownName(Node node, String word) {
    Optional<String> name = Section.textOf(node, "`" + word + "`", faults);
    name.ifPresent(it -> requireField(it, node));
    return name;
  }

  private void requireRows(Section.Entry entry, ChildModel child) {
    if (!(entry.value() instanceof SequenceNode rows)) {
      faults.at(
          entry.value(),
          "`" + entry.name() + "` has rows, so the example must expect a list.",
          "Write `" + entry.name() + ": [ { … } ]`.");
      return;
    }
    List<String> names =
        Stream.of(
                child.parent().stream().map(Field::name),
                child.key().stream().map(FieldModel::name),
                child.fields().stream().map(FieldModel::name))
            .flatMap(part -> part)
            .toList();
    if (child.rest().isPresent()) {
      return;
    }
    for (Node row : rows.getValue()) {
      entriesOf(row).forEach(field -> require(field.name(), field.key(), names));
    }
  }

  private List<Section.Entry> entriesOf(Node table) {
    // What is wrong with the table itself is told where its values are read.
    return Section.of(table, "A row", new FaultList("")).map(Section::entries).orElse(List.of());
  }

  private void requireField(String name, Node node) {
    if (!open) {
      require(name, node, known());
    }
  }

  private void require(String name, Node node, List<String> known) {
    if (!known.contains(name)) {
      faults.at(node, "The mapping has no field `" + name + "`.", Section.oneOf(name, known));
    }
  }
}
