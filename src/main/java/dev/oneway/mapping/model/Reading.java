package dev.oneway.mapping.model;

import dev.oneway.fault.Nearest;
import dev.oneway.mapping.jsonata.Expression;
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
 */
record Reading(MappingSource source, FaultList faults, ValueMaps values, Settings settings) {
  /** The same without noting faults, for what is read a second time. */
  Reading silently() {
    return new Reading(source, new FaultList(""), values, settings);
  }

  /** The path in an entry; empty, with a fault, when it isn't one. */
  Optional<Path> path(Section section, String name) {
    return section.text(name).flatMap(text -> path(text, section.find(name).orElseThrow().value()));
  }

  Optional<Path> path(String text, Node node) {
    try {
      return Optional.of(Path.parse(text));
    } catch (SyntaxException e) {
      faults.at(node, e.what(), e.remedy());
      return Optional.empty();
    }
  }

  /** The expression in an entry; empty, with a fault, when it isn't one. */
  Optional<Expression> expression(Section section, String name) {
    return section
        .text(name)
        .flatMap(
            text -> {
              try {
                return Optional.of(Expression.compile(text));
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
