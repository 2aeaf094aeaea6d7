package dev.oneway.destination.jdbc;

import dev.oneway.record.MappedRecord;
import dev.oneway.run.FatalException;
import dev.oneway.run.Outcome;
import dev.oneway.run.RetriableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes one chunk over one connection. First all at once; when a record is refused, in halves and
 * halves of halves until the refused ones stand alone, in one transaction again.
 *
 * <p>Under a crash nothing of the chunk is there, or all of it. The exception is a refusal that
 * only shows at the commit (a deferred constraint): then each part is a transaction of its own.
 */
final class ChunkWriter {
  private final Dialect dialect;
  private final Connection connection;
  private final TablePlan plan;

  private record Refused(MappedRecord record, Refusal refusal) {}

  /** Some way to write records wholly or, when one is refused, not at all. */
  private interface Attempt {
    List<Outcome> of(List<MappedRecord> records) throws SQLException, Refusal, RetriableException;
  }

  ChunkWriter(Dialect dialect, Connection connection, TablePlan plan) {
    this.dialect = dialect;
    this.connection = connection;
    this.plan = plan;
  }

  /**
   * @throws Refusal when a record is refused; nothing is written then
   */
  List<Outcome> writeAll(List<MappedRecord> records, Mode mode) throws Refusal, RetriableException {
    return inTransaction(transaction -> attempt(records, mode));
  }

  /** Writes what can be written and refuses the rest, each record for its own reason. */
  List<Outcome> sift(List<MappedRecord> records) throws RetriableException {
    List<Refused> refused = new ArrayList<>();
    List<Outcome> outcomes;
    try {
      outcomes =
          inTransaction(transaction -> sift(records, part -> nested(transaction, part), refused));
    } catch (Refusal atCommit) {
      refused.clear();
      outcomes = siftApart(records, refused);
    }
    List<Outcome> all = new ArrayList<>(outcomes);
    refused.forEach(one -> all.add(blamed(one)));
    return all;
  }

  private List<Outcome> siftApart(List<MappedRecord> records, List<Refused> refused)
      throws RetriableException {
    Attempt alone = part -> inTransaction(transaction -> attempt(part, Mode.CAREFUL));
    try {
      return sift(records, alone, refused);
    } catch (SQLException e) {
      throw new IllegalStateException("a transaction tells failures as refusals", e);
    }
  }

  private List<Outcome> sift(List<MappedRecord> records, Attempt attempt, List<Refused> refused)
      throws SQLException, RetriableException {
    try {
      return attempt.of(records);
    } catch (Refusal refusal) {
      if (records.size() == 1) {
        refused.add(new Refused(records.get(0), refusal));
        return List.of();
      }
      int half = records.size() / 2;
      List<Outcome> outcomes = new ArrayList<>(sift(records.subList(0, half), attempt, refused));
      outcomes.addAll(sift(records.subList(half, records.size()), attempt, refused));
      return outcomes;
    }
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
      return new FatalException(dialect.refusal(savepointLost, plan).getMessage(), savepointLost);
    } catch (FatalException e) {
      return new FatalException(
          "the database undid the whole chunk when it refused a row ("
              + refusal.getMessage()
              + "). A trigger must refuse with RAISE(ABORT, …), not with RAISE(ROLLBACK, …).",
          e);
    }
  }

  private interface Work {
    List<Outcome> in(Transaction transaction) throws SQLException, Refusal, RetriableException;
  }

  private List<Outcome> inTransaction(Work work) throws Refusal, RetriableException {
    try (Transaction transaction = new Transaction(connection, dialect.begin())) {
      List<Outcome> outcomes = work.in(transaction);
      transaction.commit();
      return outcomes;
    } catch (SQLException e) {
      throw dialect.refusal(e, plan);
    }
  }

  private List<Outcome> attempt(List<MappedRecord> records, Mode mode)
      throws Refusal, RetriableException {
    Fates fates = new Fates(records.size());
    write(plan, Batch.of(plan, records), fates, mode);
    return fates.outcomes(records);
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

  private Outcome blamed(Refused one) {
    Refusal refusal = one.refusal();
    if (refusal.field().isPresent()) {
      return refusal.of(one.record());
    }
    return dialect
        .blame(connection, plan, one.record())
        .map(refusal::in)
        .orElse(refusal)
        .of(one.record());
  }
}
