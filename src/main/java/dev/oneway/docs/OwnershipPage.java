package dev.oneway.docs;

import dev.oneway.governance.ColumnLocks;
import dev.oneway.governance.FlowFile;
import dev.oneway.governance.FlowFile.Permission;
import dev.oneway.governance.Hybrid;
import dev.oneway.governance.Lineage;
import dev.oneway.governance.Ownership;
import dev.oneway.governance.Write;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The document on who owns what over all flows: a table for each destination, the hybrids, and how
 * to keep others from changing what is synced.
 */
public final class OwnershipPage {
  public static final String NAME = "ownership";

  private static final List<String> HEADINGS =
      List.of("Data", "System of record", "Direction", "How the destination may use it");

  private final Lineage lineage;
  private final List<Block> blocks = new ArrayList<>();

  private OwnershipPage(Lineage lineage) {
    this.lineage = lineage;
  }

  public static Page of(Lineage lineage, ColumnLocks locks) {
    OwnershipPage page = new OwnershipPage(lineage);
    Ownership.in(lineage).values().forEach(page::object);
    page.hybrids();
    page.tables(locks);
    page.permissions();
    return new Page(NAME, "Who owns what", page.blocks);
  }

  private void object(List<Ownership> fields) {
    heading(Line.of(fields.get(0).field().objectName()));
    blocks.add(new Block.Table(HEADINGS, fields.stream().map(OwnershipPage::row).toList()));
  }

  private static List<Line> row(Ownership ownership) {
    return List.of(
        Line.ofCode(ownership.field().name()),
        Line.of(ownership.owner()),
        Line.of(ownership.direction()),
        Line.of(ownership.use()));
  }

  private void hybrids() {
    List<Hybrid> hybrids = Hybrid.in(lineage);
    if (!hybrids.isEmpty()) {
      heading(Line.of("Hybrids"));
      paragraph(
          Line.of("Systems that send to each other, each fields of its own; none comes back."));
      hybrids.forEach(hybrid -> paragraph(Line.ofWords(hybrid + ".")));
    }
  }

  private void tables(ColumnLocks locks) {
    List<ColumnLocks.Lock> all = locks.of(lineage.flows());
    if (all.isEmpty()) {
      return;
    }
    heading(Line.of("Tables nobody else changes"));
    String roles = String.join("`, `", locks.roles());
    paragraph(
        Line.ofWords(
            "For PostgreSQL, to be run by the tables' owner. Then whoever has the role `%s` may read,"
                    .formatted(roles)
                + " and change what is theirs alone; so may nobody by way of PUBLIC. Name every role"
                + " that was granted more. Superusers and the owner of a table may do as they"
                + " like."));
    for (ColumnLocks.Lock lock : all) {
      String at = lock.table().name() + " in " + lock.table().dataSource();
      blocks.add(new Block.Heading(3, Line.ofCode(at)));
      if (!lock.note().isEmpty()) {
        paragraph(Line.of(lock.note()));
      }
      if (!lock.statements().isEmpty()) {
        blocks.add(new Block.Code("sql", lock.statements()));
      }
    }
  }

  /** A vendor's once, with the fields of all its objects. */
  private void permissions() {
    Map<Permission, Set<String>> fields = new LinkedHashMap<>();
    for (FlowFile flow : lineage.flows()) {
      for (Permission permission : flow.sides().permissions()) {
        lineage.writes().stream()
            .filter(write -> write.flow().name().equals(flow.name()))
            .filter(OwnershipPage::isOverwritten)
            .forEach(
                write ->
                    fields
                        .computeIfAbsent(permission, it -> new LinkedHashSet<>())
                        .add(write.field().object() + "." + write.field().name()));
      }
    }
    if (!fields.isEmpty()) {
      heading(Line.of("Fields nobody else changes"));
    }
    fields.forEach(this::permission);
  }

  private static boolean isOverwritten(Write write) {
    return switch (write.when()) {
      case ALWAYS -> true;
      case CREATE, EMPTY -> write.kind() == Write.Kind.KEY;
    };
  }

  private void permission(Permission permission, Set<String> fields) {
    blocks.add(new Block.Heading(3, Line.of(permission.vendor())));
    paragraph(Line.of(permission.text()));
    paragraph(Line.joined(", ", fields.stream().map(Line::ofCode).toList()));
  }

  private void heading(Line line) {
    blocks.add(new Block.Heading(2, line));
  }

  private void paragraph(Line line) {
    blocks.add(new Block.Paragraph(line));
  }
}
