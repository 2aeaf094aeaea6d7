package dev.oneway.destination.jdbc;

import dev.oneway.record.MappedRecord;
import dev.oneway.record.Operation;
import dev.oneway.run.FatalException;
import dev.oneway.run.Outcome;
import dev.oneway.run.RetriableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Writes one chunk over one connection, into one table or several. First all at once; when a record
 * is refused, in halves and halves of halves until the refused ones stand alone, in one transaction
 * again.
 *
 * <p>Under a crash nothing of the chunk is there, or all of it. The exception is a refusal that
 * only shows at the commit (a deferred constraint): then each part is a transaction of its own.
 */
final class ChunkWriter {
  private final Dialect dialect;
  private final Connection connection;
  private final Map<MappedRecord, TablePlan> plans;
  private final List<TablePlan> inOrder;

  /**
   * @param plans of each record the chunk may have
   */
  ChunkWriter(Dialect dialect, Connection connection, Map<MappedRecord, TablePlan> plans) {
    this.dialect = dialect;
    this.connection = connection;
    this.plans = plans;
    this.inOrder =
        plans.values().stream()
            .distinct()
            .sorted(Comparator.comparing(plan -> plan.table().quoted()))
            .toList();
  }

  /**
   * @throws Refusal when a record is refused; nothing is written then
   */
  List<Outcome> writeAll(List<MappedRecord> records, Mode mode) throws Refusal, RetriableException {
    try (Transaction transaction = new Transaction(connection, dialect.begin())) {
      List<Outcome> outcomes = attempt(inOrderOfKeys(records), mode);
      transaction.commit();
      return outcomes;
    } catch (SQLException e) {
      throw dialect.refusal(e, inOrder.get(0));
    }
  }

  /**
   * Writes what can be written and refuses the rest, each record for its own reason. Of records
   * that are one row of the table only the newest is written: the others are found when all are
   * there, and then it starts again without them.
   *
   * @param records in the order of their arrival
   */
  List<Outcome> sift(List<MappedRecord> records) throws RetriableException {
    List<Outcome> outcomes = new ArrayList<>();
    List<MappedRecord> left = new ArrayList<>(records);
    try {
      Optional<Sieve> sieve = Optional.empty();
      while (sieve.isEmpty()) {
        sieve = siftTogether(left, outcomes);
      }
      outcomes.addAll(outcomesOf(sieve.get()));
    } catch (Refusal atCommit) {
      outcomes.addAll(outcomesOf(siftApart(left)));
    }
    return outcomes;
  }

  /** Empty, and nothing is written, when records were found that are the same row. */
  private Optional<Sieve> siftTogether(List<MappedRecord> left, List<Outcome> outcomes)
      throws Refusal, RetriableException {
    try (Transaction transaction = new Transaction(connection, dialect.begin())) {
      Sieve sieve = new Sieve(part -> nested(transaction, part));
      sieve.sift(inOrderOfKeys(left));
      List<MappedRecord> older = olderOnes(sieve.stored(left));
      if (older.isEmpty()) {
        transaction.commit();
        return Optional.of(sieve);
      }
      older.forEach(record -> outcomes.add(Refusal.sameKey(plans.get(record)).of(record)));
      left.removeAll(older);
      return Optional.empty();
    } catch (SQLException e) {
      throw dialect.refusal(e, inOrder.get(0));
    }
  }

  private List<MappedRecord> olderOnes(List<MappedRecord> stored) throws SQLException, Refusal {
    List<MappedRecord> older = new ArrayList<>();
    for (TablePlan plan : plansOf(stored)) {
      older.addAll(olderOnes(plan, stored));
    }
    return older;
  }

  private List<MappedRecord> olderOnes(TablePlan plan, List<MappedRecord> stored)
      throws SQLException, Refusal {
    List<MappedRecord> older = new ArrayList<>();
    Batch batch = Batch.of(plan, stored, record -> plans.get(record) == plan);
    for (List<Integer> rows : plan.writer().sameKeys(connection, batch)) {
      List<MappedRecord> same = rows.stream().map(batch::record).sorted().map(stored::get).toList();
      MappedRecord newest = same.stream().reduce(ChunkWriter::newer).orElseThrow();
      same.stream().filter(record -> !record.equals(newest)).forEach(older::add);
    }
    return older;
  }

  private static MappedRecord newer(MappedRecord first, MappedRecord second) {
    boolean bothKnown = first.version().isPresent() && second.version().isPresent();
    return bothKnown && first.version().get().compareTo(second.version().get()) > 0
        ? first
        : second;
  }

  private Sieve siftApart(List<MappedRecord> records) throws RetriableException {
    Sieve sieve = new Sieve(part -> writeAll(part, Mode.CAREFUL));
    try {
      sieve.sift(inOrderOfKeys(records));
      return sieve;
    } catch (SQLException e) {
      throw new IllegalStateException("a transaction tells failures as refusals", e);
    }
  }

  /** So that parallel writers wait for one another and don't lock each other out. */
  private static List<MappedRecord> inOrderOfKeys(List<MappedRecord> records) {
    return records.stream().sorted(Comparator.comparing(MappedRecord::key)).toList();
  }

  private List<Outcome> outcomesOf(Sieve sieve) {
    List<Outcome> outcomes = new ArrayList<>(sieve.written());
    sieve.refused().forEach((record, refusal) -> outcomes.add(blamed(record, refusal)));
    return outcomes;
  }

  private List<Outcome> nested(Transaction transaction, List<MappedRecord> records)
      throws SQLException, Refusal, RetriableException {
    transaction.savepoint();
    try {
      List<Outcome> outcomes = attempt(records, Mode.CAREFUL);
      transaction.release();
      return outcomes;
    } catch (Refusal refusal) {
      backToSavepoint(transaction, refusal);
      throw refusal;
    }
  }

  private void backToSavepoint(Transaction transaction, Refusal refusal) throws RetriableException {
    try {
      transaction.rollbackToSavepoint();
    } catch (SQLException e) {
      throw undone(refusal, e);
    }
  }

  private FatalException undone(Refusal refusal, SQLException savepointLost)
      throws RetriableException {
    try {
      return new FatalException(
          dialect.refusal(savepointLost, inOrder.get(0)).getMessage(), savepointLost);
    } catch (FatalException e) {
      return new FatalException(
          "the database undid the whole chunk when it refused a row ("
              + refusal.getMessage()
              + "). A trigger must refuse with RAISE(ABORT, …), not with RAISE(ROLLBACK, …).",
          e);
    }
  }

  private List<Outcome> attempt(List<MappedRecord> records, Mode mode)
      throws Refusal, RetriableException {
    Fates fates = new Fates(records.size());
    for (TablePlan plan : plansOf(records)) {
      attempt(plan, records, fates, mode);
    }
    return fates.outcomes(records);
  }

  /** In the order of the tables, so that parallel writers don't lock each other out. */
  private List<TablePlan> plansOf(List<MappedRecord> records) {
    if (inOrder.size() == 1) {
      return inOrder;
    }
    Set<TablePlan> used = new HashSet<>();
    records.forEach(record -> used.add(plans.get(record)));
    return inOrder.stream().filter(used::contains).toList();
  }

  private void attempt(TablePlan plan, List<MappedRecord> records, Fates fates, Mode mode)
      throws Refusal, RetriableException {
    remove(plan, records, fates);
    Batch gone = Batch.of(plan, records, wanted(plan, Operation.DEACTIVATE));
    at(plan, () -> plan.writer().deactivate(connection, gone, fates));
    Batch kept = Batch.of(plan, records, wanted(plan, Operation.UPSERT), mode == Mode.INSERT);
    write(plan, kept, fates, mode);
    if (gone.size() > 0) {
      at(plan, () -> requireDistinct(plan, records));
    }
  }

  /** What is below a row goes first, and says nothing of the row's own fate. */
  private void remove(TablePlan plan, List<MappedRecord> records, Fates fates)
      throws Refusal, RetriableException {
    Predicate<MappedRecord> removed =
        wanted(plan, Operation.DELETE).or(wanted(plan, Operation.ARCHIVE));
    Batch batch = Batch.of(plan, records, removed);
    for (int i = 0; i < plan.children().size(); i++) {
      TablePlan child = plan.children().get(i);
      Batch none = batch.children(i);
      int position = i;
      Fates below = new Fates(records.size());
      at(child, () -> child.writer().prune(connection, batch, position, none, below));
    }
    at(plan, () -> plan.writer().remove(connection, batch, fates));
  }

  private Predicate<MappedRecord> wanted(TablePlan plan, Operation operation) {
    return record -> record.operation() == operation && plans.get(record) == plan;
  }

  /** A row that is to stay and to go at once is seen by neither of the two statements. */
  private void requireDistinct(TablePlan plan, List<MappedRecord> records)
      throws SQLException, Refusal {
    Batch all = Batch.of(plan, records, record -> plans.get(record) == plan);
    if (!plan.writer().sameKeys(connection, all).isEmpty()) {
      throw Refusal.sameKey(plan);
    }
  }

  private void write(TablePlan table, Batch batch, Fates fates, Mode mode)
      throws Refusal, RetriableException {
    at(table, () -> table.writer().upsert(connection, batch, fates, mode));
    for (int i = 0; i < table.children().size(); i++) {
      TablePlan child = table.children().get(i);
      int position = i;
      Batch rows = batch.children(i);
      if (child.deleteMissing()) {
        at(child, () -> child.writer().prune(connection, batch, position, rows, fates));
      }
      write(child, rows, fates, mode);
    }
  }

  private interface Statements {
    void run() throws SQLException, Refusal;
  }

  private void at(TablePlan table, Statements statements) throws Refusal, RetriableException {
    try {
      statements.run();
    } catch (SQLException e) {
      throw dialect.refusal(e, table);
    }
  }

  private Outcome blamed(MappedRecord record, Refusal refusal) {
    if (refusal.field().isPresent()) {
      return refusal.of(record);
    }
    return blame(record).map(refusal::in).orElse(refusal).of(record);
  }

  private Optional<String> blame(MappedRecord record) {
    TablePlan plan = plans.get(record);
    try {
      return dialect.blame(connection, plan, plan.laidOut(record));
    } catch (Refusal withoutColumn) {
      return withoutColumn.field();
    }
  }
}
