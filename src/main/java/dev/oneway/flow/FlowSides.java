package dev.oneway.flow;

import dev.oneway.governance.FlowFile.Account;
import dev.oneway.governance.FlowFile.Permission;
import dev.oneway.governance.FlowFile.Sides;
import dev.oneway.governance.FlowFile.SqlTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds in a route file what it reads and what it writes, and with whose credentials. */
final class FlowSides {
  /** A Kamelet's annotation: the members that hold the object's own fields, as a path with dots. */
  private static final String ENVELOPE = "oneway.dev/record-fields";

  /** A Kamelet's annotation: what to set so that nobody else changes the fields that arrive. */
  private static final String PERMISSIONS = "oneway.dev/permissions";

  private static final String GROUP = "camel.apache.org/kamelet.group";
  private static final String GATHER = "gather";
  private static final Set<String> SINKS = Set.of("jdbc-upsert", "http-upsert");
  private static final Set<String> SOURCES = Set.of("pages", "sql");
  private static final Pattern DOT = Pattern.compile("\\.");

  private final List<List<String>> envelopes = new ArrayList<>();
  private final Set<Account> reads = new LinkedHashSet<>();
  private final Set<Account> writes = new LinkedHashSet<>();
  private final List<SqlTable> tables = new ArrayList<>();
  private final Set<Permission> permissions = new LinkedHashSet<>();

  private FlowSides() {}

  static Sides of(Path file) {
    FlowSides sides = new FlowSides();
    RouteSteps.in(file).forEach(sides::add);
    return new Sides(
        sides.envelopes, sides.reads, sides.writes, sides.tables, List.copyOf(sides.permissions));
  }

  private void add(RouteSteps.Step step) {
    if (step.scheme().equals("kamelet")) {
      String name = step.path().replaceFirst("/.*", "");
      KameletText.named(name).ifPresent(kamelet -> add(step, name, kamelet));
    } else if (SINKS.contains(step.scheme())) {
      accounts(step).forEach(writes::add);
      table(step).ifPresent(tables::add);
    } else if (SOURCES.contains(step.scheme())) {
      accounts(step).forEach(reads::add);
    } else if (step.scheme().equals(GATHER)) {
      envelopes.add(List.of(step.path()));
    }
  }

  private void add(RouteSteps.Step step, String name, KameletText kamelet) {
    Optional<Account> auth = kamelet.option("auth", step.options()).flatMap(FlowSides::auth);
    if (name.endsWith("-sink")) {
      auth.ifPresent(writes::add);
      kamelet
          .annotation(PERMISSIONS)
          .map(text -> new Permission(kamelet.annotation(GROUP).orElse(name), text))
          .ifPresent(permissions::add);
    } else {
      auth.ifPresent(reads::add);
      kamelet
          .annotation(ENVELOPE)
          .map(path -> DOT.splitAsStream(path).toList())
          .ifPresent(envelopes::add);
    }
  }

  private static List<Account> accounts(RouteSteps.Step step) {
    List<Account> accounts = new ArrayList<>();
    auth(step.options().get("auth")).ifPresent(accounts::add);
    dataSource(step).map(name -> new Account("oneway.datasource", name)).ifPresent(accounts::add);
    return accounts;
  }

  private static Optional<Account> auth(String name) {
    return Optional.ofNullable(name)
        .filter(text -> !text.isBlank())
        .map(text -> new Account("oneway.auth", text));
  }

  private static Optional<String> dataSource(RouteSteps.Step step) {
    return Optional.ofNullable(step.options().get("dataSource"))
        .map(name -> name.replaceFirst("^#(bean:)?", ""));
  }

  private static Optional<SqlTable> table(RouteSteps.Step step) {
    return dataSource(step)
        .filter(name -> step.scheme().equals("jdbc-upsert"))
        .map(name -> new SqlTable(step.path(), name));
  }
}
