package dev.oneway.destination.jdbc;

import dev.oneway.record.Field;
import dev.oneway.record.Keys;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.Row;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The rows of one table that are written together. Rows that have the same fields stand side by
 * side, so that each group is one statement; within a group the given order is kept.
 */
final class Batch {
  /** Rows {@code from} (inclusive) to {@code to} (exclusive) have just these fields. */
  record Group(BitSet present, int from, int to) {
    int size() {
      return to - from;
    }
  }

  private record Member(Row row, int record) {}

  private final TablePlan plan;
  private final boolean allNew;
  private final List<Member> members = new ArrayList<>();
  private final List<Group> groups = new ArrayList<>();

  private Batch(TablePlan plan, List<Member> given, boolean allNew) throws Refusal {
    this.plan = plan;
    this.allNew = allNew;
    BitSet alsoNull = allNew ? nullInNewRows(given) : new BitSet();
    Map<BitSet, List<Member>> byFields = new LinkedHashMap<>();
    BitSet last = null;
    List<Member> alike = null;
    for (Member member : given) {
      requireKey(member.row());
      if (last == null || !hasJust(last, member.row())) {
        last = present(member.row());
        BitSet written = (BitSet) last.clone();
        written.or(alsoNull);
        alike = byFields.computeIfAbsent(written, fields -> new ArrayList<>());
      }
      alike.add(member);
    }
    byFields.forEach(this::append);
  }

  /** Of the records, those that are wanted. */
  static Batch of(TablePlan plan, List<MappedRecord> records, Predicate<MappedRecord> wanted)
      throws Refusal {
    return of(plan, records, wanted, false);
  }

  /**
   * Of the records, those that are wanted.
   *
   * @param allNew whether none of them is there yet: where most columns are null when nothing is
   *     said, a row without a field may stand beside one with it
   */
  static Batch of(
      TablePlan plan, List<MappedRecord> records, Predicate<MappedRecord> wanted, boolean allNew)
      throws Refusal {
    List<Member> members = new ArrayList<>(records.size());
    for (int i = 0; i < records.size(); i++) {
      if (wanted.test(records.get(i))) {
        members.add(new Member(plan.laidOut(records.get(i)), i));
      }
    }
    return new Batch(plan, members, allNew);
  }

  /** The same rows, of which some may be there already. */
  Batch someThere() throws Refusal {
    return new Batch(plan, members, false);
  }

  private BitSet nullInNewRows(List<Member> given) {
    BitSet any = new BitSet();
    for (Member member : given) {
      for (int i = any.nextClearBit(0);
          i < member.row().shape().fields().size();
          i = any.nextClearBit(i + 1)) {
        any.set(i, member.row().has(i) && plan.column(i).nullByDefault());
      }
    }
    return plan.canInsert(any) ? any : new BitSet();
  }

  /** The rows of this table's child at that position. */
  Batch children(int child) throws Refusal {
    TablePlan childPlan = plan.children().get(child);
    List<Member> below = new ArrayList<>();
    for (Member member : members) {
      List<Row> rows = member.row().children(child);
      if (rows != null) {
        requireDistinct(childPlan, rows);
        for (Row row : rows) {
          below.add(new Member(childPlan.laidOut(row), member.record()));
        }
      }
    }
    return new Batch(childPlan, below, allNew);
  }

  List<Group> groups() {
    return groups;
  }

  int size() {
    return members.size();
  }

  List<Row> rows() {
    return members.stream().map(Member::row).toList();
  }

  List<Row> rows(Group group) {
    return members.subList(group.from(), group.to()).stream().map(Member::row).toList();
  }

  Row row(int index) {
    return members.get(index).row();
  }

  /** The position, in the attempt, of the record this row belongs to. */
  int record(int index) {
    return members.get(index).record();
  }

  private void append(BitSet present, List<Member> alike) {
    groups.add(new Group(present, members.size(), members.size() + alike.size()));
    members.addAll(alike);
  }

  private static BitSet present(Row row) {
    int size = row.shape().fields().size();
    BitSet present = new BitSet(size);
    for (int i = 0; i < size; i++) {
      present.set(i, row.has(i));
    }
    return present;
  }

  private static boolean hasJust(BitSet present, Row row) {
    int size = row.shape().fields().size();
    for (int i = 0; i < size; i++) {
      if (present.get(i) != row.has(i)) {
        return false;
      }
    }
    return true;
  }

  private void requireKey(Row row) throws Refusal {
    List<Field> keyFields = plan.keyFields();
    for (int i = 0; i < keyFields.size(); i++) {
      if (row.value(i) == null || !row.has(i)) {
        throw new Refusal(
            Refusal.MISSING,
            Optional.of(plan.label(i)),
            plan.table() + ": the key field " + keyFields.get(i).name() + " is empty");
      }
    }
  }

  private static void requireDistinct(TablePlan child, List<Row> rows) throws Refusal {
    Set<String> seen = new HashSet<>();
    for (Row row : rows) {
      List<Object> parts = new ArrayList<>();
      for (int i = 0; i < child.keyFields().size(); i++) {
        parts.add(row.has(i) && row.value(i) != null ? row.value(i) : "");
      }
      String key = Keys.of(parts);
      if (!seen.add(key)) {
        throw new Refusal(
            Refusal.INVALID,
            Optional.empty(),
            child.table() + ": two rows of the record have the same key " + key);
      }
    }
  }
}
