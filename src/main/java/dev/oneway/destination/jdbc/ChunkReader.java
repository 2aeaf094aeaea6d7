package dev.oneway.destination.jdbc;

import dev.oneway.record.Assignment;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.Row;
import dev.oneway.run.Present;
import dev.oneway.run.RetriableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares the records of one table, and the rows that belong to them. Records whose values the
 * database refuses to compare are found by halves, as they would be found by a write.
 */
final class ChunkReader {
  private final Dialect dialect;
  private final Connection connection;
  private final TablePlan plan;

  ChunkReader(Dialect dialect, Connection connection, TablePlan plan) {
    this.dialect = dialect;
    this.connection = connection;
    this.plan = plan;
  }

  /** What is known of a record while its rows are compared. */
  private static final class Finding {
    private final MappedRecord record;
    private final Map<String, Object> held = new LinkedHashMap<>();
    private final Set<String> differing = new LinkedHashSet<>();
    private boolean there;

    Finding(MappedRecord record) {
      this.record = record;
    }

    Present present() {
      return there
          ? new Present.There(record, held, List.copyOf(differing), Map.of())
          : new Present.Missing(record);
    }
  }

  /** A row, and the record it belongs to. */
  record Member(Row row, int record) {}

  /**
   * @throws dev.oneway.run.FatalException when the table can't be read
   */
  List<Present> read(List<MappedRecord> records) throws RetriableException {
    try {
      return records.isEmpty() ? List.of() : attempt(records);
    } catch (Refusal refusal) {
      if (records.size() == 1) {
        return List.of(refusal.unfit(records.get(0)));
      }
      int half = records.size() / 2;
      List<Present> both = new ArrayList<>(read(records.subList(0, half)));
      both.addAll(read(records.subList(half, records.size())));
      return both;
    }
  }

  private List<Present> attempt(List<MappedRecord> records) throws Refusal, RetriableException {
    List<Finding> findings = records.stream().map(Finding::new).toList();
    List<Member> members = new ArrayList<>(records.size());
    for (int i = 0; i < records.size(); i++) {
      members.add(new Member(laidOut(plan, records.get(i), findings.get(i)), i));
    }
    try (Transaction transaction = new Transaction(connection, dialect.beginReading())) {
      compare(members, findings);
      for (TablePlan child : plan.children()) {
        compareChildren(plan, child, members, findings);
      }
      transaction.commit();
    } catch (SQLException e) {
      throw dialect.refusal(e, plan);
    }
    return findings.stream().map(Finding::present).toList();
  }

  /** A value without a column would get one. */
  private static Row laidOut(TablePlan plan, Row row, Finding finding) {
    Set<String> homeless = new LinkedHashSet<>();
    Row laid = plan.laidOutAsFar(row, homeless);
    finding.differing.addAll(homeless);
    return laid;
  }

  private void compare(List<Member> members, List<Finding> findings) throws SQLException, Refusal {
    plan.reader()
        .compare(
            connection,
            members.stream().map(Member::row).toList(),
            (position, cells) -> {
              Finding finding = findings.get(members.get(position).record());
              finding.there = true;
              take(plan, members.get(position).row(), cells, finding.held, finding.differing);
            });
  }

  private static void take(
      TablePlan plan,
      Row row,
      List<TableReader.Cell> cells,
      Map<String, Object> held,
      Set<String> differing) {
    int keys = plan.keyFields().size();
    for (int i = keys; i < keys + cells.size(); i++) {
      if (row.has(i) && !(row.value(i) instanceof Assignment)) {
        TableReader.Cell cell = cells.get(i - keys);
        held.put(plan.field(i).name(), cell.held());
        if (cell.differs()) {
          differing.add(plan.field(i).name());
        }
      }
    }
  }

  /** The rows of a child table are one value of their record: all that are there of them. */
  private void compareChildren(
      TablePlan parent, TablePlan child, List<Member> parents, List<Finding> findings)
      throws SQLException, Refusal {
    int position = parent.children().indexOf(child);
    List<Member> speaking =
        parents.stream().filter(member -> member.row().children(position) != null).toList();
    List<Member> rows = new ArrayList<>();
    for (Member member : speaking) {
      for (Row row : member.row().children(position)) {
        rows.add(new Member(laidOut(child, row, findings.get(member.record())), member.record()));
      }
    }
    String name = child.table().toString();
    compareRows(child, name, rows, findings);
    if (child.deleteMissing() && !speaking.isEmpty()) {
      List<Row> own = rows.stream().map(Member::row).toList();
      List<Row> above = speaking.stream().map(Member::row).toList();
      child
          .reader()
          .surplus(
              connection,
              above,
              own,
              at -> findings.get(speaking.get(at).record()).differing.add(name));
    }
    for (TablePlan below : child.children()) {
      compareChildren(child, below, rows, findings);
    }
  }

  private void compareRows(TablePlan child, String name, List<Member> rows, List<Finding> findings)
      throws SQLException, Refusal {
    List<Object> held = new ArrayList<>(Collections.nCopies(rows.size(), null));
    child
        .reader()
        .compare(
            connection,
            rows.stream().map(Member::row).toList(),
            (at, cells) -> {
              Map<String, Object> values = new LinkedHashMap<>();
              Set<String> differing = new LinkedHashSet<>();
              take(child, rows.get(at).row(), cells, values, differing);
              held.set(at, values);
              if (!differing.isEmpty()) {
                findings.get(rows.get(at).record()).differing.add(name);
              }
            });
    for (int i = 0; i < rows.size(); i++) {
      Finding finding = findings.get(rows.get(i).record());
      if (held.get(i) == null) {
        finding.differing.add(name);
      } else {
        @SuppressWarnings("unchecked")
        List<Object> all =
            (List<Object>) finding.held.computeIfAbsent(name, unseen -> new ArrayList<>());
        all.add(held.get(i));
      }
    }
  }
}
