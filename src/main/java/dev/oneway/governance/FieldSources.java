package dev.oneway.governance;

import dev.oneway.mapping.jsonata.Expression;
import dev.oneway.mapping.value.Constant;
import dev.oneway.mapping.value.FirstOf;
import dev.oneway.mapping.value.MinorUnits;
import dev.oneway.mapping.value.NameTree;
import dev.oneway.mapping.value.Origin;
import dev.oneway.mapping.value.Path;
import dev.oneway.mapping.value.Template;
import java.util.List;
import java.util.stream.Stream;

/** Finds which fields of a record a value is made of; never too few. */
record FieldSources(FlowFile flow, SystemField record, List<String> base) {
  /** The same for fields whose record is what a path leads to. */
  FieldSources inside(Path path) {
    return new FieldSources(
        flow, record, Stream.concat(base.stream(), path.names().stream()).toList());
  }

  List<SystemField> of(Origin origin) {
    if (origin instanceof Constant) {
      return List.of();
    }
    if (origin instanceof Path path) {
      return List.of(at(path.names()));
    }
    if (origin instanceof FirstOf first) {
      return first.paths().stream().map(path -> at(path.names())).distinct().toList();
    }
    if (origin instanceof MinorUnits money) {
      return money.paths().stream().map(path -> at(path.names())).distinct().toList();
    }
    if (origin instanceof Template template) {
      return template.paths().stream().map(path -> at(path.names())).distinct().toList();
    }
    return origin instanceof Expression expression ? read(expression) : List.of(at(List.of()));
  }

  /** What an expression reads. */
  List<SystemField> read(Expression expression) {
    NameTree names = new NameTree();
    expression.addNamesTo(names);
    return names.paths().stream().map(this::at).distinct().toList();
  }

  /** A place in the record, without what only wraps the object's own fields. */
  SystemField at(List<String> names) {
    List<String> path = Stream.concat(base.stream(), names.stream()).toList();
    return record.below(flow.sides().unwrapped(path));
  }
}
