package dev.oneway.mapping.model;

import dev.oneway.fault.Nearest;
import dev.oneway.mapping.jsonata.Expression;
import dev.oneway.mapping.value.NameTree;
import dev.oneway.mapping.value.Path;
import dev.oneway.mapping.value.SyntaxException;
import dev.oneway.mapping.yaml.FaultList;
import dev.oneway.mapping.yaml.Section;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * What the readers of one file share.
 *
 * @param source the file and what it may refer to
 * @param names takes the names of the record that are read, which are known with all below them
 */
record Reading(
    MappingSource source, FaultList faults, ValueMaps values, Settings settings, NameTree names) {
  /** The same without noting faults, for what is read a second time. */
  Reading silently() {
    return new Reading(source, new FaultList(""), values, settings, names);
  }

  /** The same for fields whose record is what a path leads to, of which they say what is known. */
  Reading inside(Path path) {
    return new Reading(source, faults, values, settings, names.at(path));
  }

  /** The path in an entry; empty, with a fault, when it isn't one. */
  Optional<Path> path(Section section, String name) {
    return section.text(name).flatMap(text -> path(text, section.find(name).orElseThrow().value()));
  }

  Optional<Path> path(String text, Node node) {
    Optional<Path> path = way(text, node);
    path.ifPresent(names::add);
    return path;
  }

  /** A path to a record of its own, see {@link #inside}; empty, with a fault, when it isn't one. */
  Optional<Path> way(Section section, String name) {
    return section.text(name).flatMap(text -> way(text, section.find(name).orElseThrow().value()));
  }

  private Optional<Path> way(String text, Node node) {
    try {
      return Optional.of(Path.parse(text));
    } catch (SyntaxException e) {
      faults.at(node, e.what(), e.remedy());
      return Optional.empty();
    }
  }

  /** The expression in an entry; empty, with a fault, when it isn't one. */
  Optional<Expression> expression(Section section, String name) {
    return expression(section, name, Expression::compile);
  }

  /** The condition in an entry, where {@code $value} is known; empty, with a fault, else. */
  Optional<Expression> condition(Section section, String name) {
    return expression(section, name, Expression::compileCondition);
  }

  private interface Compiler {
    Expression compile(String text) throws SyntaxException;
  }

  private Optional<Expression> expression(Section section, String name, Compiler compiler) {
    return section
        .text(name)
        .flatMap(
            text -> {
              try {
                Expression expression = compiler.compile(text);
                expression.addNamesTo(names);
                return Optional.of(expression);
              } catch (SyntaxException e) {
                faults.at(section.find(name).orElseThrow().value(), e.what(), e.remedy());
                return Optional.empty();
              }
            });
  }

  /** The time zone in an entry; empty, with a fault, when it isn't one. */
  Optional<ZoneId> zone(Section section, String name) {
    return section
        .text(name)
        .flatMap(
            text -> {
              try {
                return Optional.of(ZoneId.of(text));
              } catch (DateTimeException e) {
                faults.at(
                    section.find(name).orElseThrow().value(),
                    "There is no time zone `" + text + "`.",
                    Nearest.didYouMean(text, ZoneId.getAvailableZoneIds())
                        + "Write a region such as Europe/Berlin, or UTC.");
                return Optional.empty();
              }
            });
  }
}
