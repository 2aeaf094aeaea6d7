package dev.oneway.destination.http;

import dev.oneway.record.Field;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.WriteWhen;
import dev.oneway.run.FailureCategory;
import dev.oneway.run.FatalException;
import dev.oneway.run.Fate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what comes next for a record, out of what is known of it. A create is only planned where
 * no earlier one may have reached the vendor unseen. Threads may share it.
 */
final class Planner {
  private static final Logger LOG = LoggerFactory.getLogger(Planner.class);
  private final Requests requests;
  private final boolean tellsIds;
  private final AtomicBoolean announced = new AtomicBoolean();

  /**
   * @param tellsIds whether the vendor's answers tell its id of a record
   */
  Planner(Requests requests, boolean tellsIds) {
    this.requests = requests;
    this.tellsIds = tellsIds;
  }

  Step next(Parcel parcel) {
    if (mustLookUp(parcel)) {
      return new Step.Send(requests.of(Action.LOOKUP).orElseThrow());
    }
    Optional<DeclaredRequest> matching = requests.matching(parcel);
    if (matching.isPresent()) {
      return new Step.Send(matching.get());
    }
    if (mustRead(parcel)) {
      return new Step.Send(requests.of(Action.READ).orElseThrow());
    }
    return parcel.isGone() ? removal(parcel) : upsert(parcel);
  }

  /** Whether fields that can't be changed any more may differ from those that are there. */
  private boolean mustRead(Parcel parcel) {
    return !requests.fields().fixed().isEmpty()
        && !parcel.isGone()
        && parcel.id().isPresent()
        && parcel.fields().isEmpty()
        && !parcel.isRead();
  }

  private Optional<Step> unchangeable(Parcel parcel) {
    return parcel
        .fields()
        .flatMap(there -> requests.fields().fixedOtherwise(parcel.record(), there))
        .map(
            field ->
                new Step.Refuse(
                    FailureCategory.CONFLICT.word(),
                    field,
                    "`%s` is %s in the destination, where it can't be changed any more"
                        .formatted(
                            field,
                            requests
                                .fields()
                                .at(parcel.fields().orElseThrow(), field)
                                .toString())));
  }

  private Step upsert(Parcel parcel) {
    if (parcel.taken().isPresent()) {
      return details(parcel, parcel.taken().get());
    }
    if (!parcel.isThere()) {
      return new Step.Send(
          requests.of(Action.UPSERT).or(() -> requests.of(Action.CREATE)).orElseThrow());
    }
    Optional<DeclaredRequest> update = requests.updateOf(parcel);
    if (update.isEmpty()) {
      announce();
      return new Step.Leave(Fate.UNCHANGED);
    }
    return unchangeable(parcel)
        .orElseGet(() -> new Step.Send(requests.lookAtFile(parcel).orElse(update.get())));
  }

  private Step details(Parcel parcel, Fate fate) {
    return requests.details(parcel).<Step>map(Step.Send::new).orElseGet(() -> new Step.Leave(fate));
  }

  private void announce() {
    if (announced.compareAndSet(false, true)) {
      LOG.info(
          "{} is declared with neither update nor upsert: records that are there stay as they are",
          requests.of(Action.CREATE).orElseThrow().line());
    }
  }

  private Step removal(Parcel parcel) {
    Optional<DeclaredRequest> request = requests.removal(parcel.record().operation());
    boolean unreachable =
        request.isEmpty()
            || parcel.isMissing()
            || (request.get().needsId() && parcel.id().isEmpty())
            || wouldCreate(request.get(), parcel);
    return unreachable ? new Step.Leave(Fate.UNCHANGED) : new Step.Send(request.get());
  }

  /** What was delivered before has an id; so what has none isn't there, if ids are told at all. */
  private boolean wouldCreate(DeclaredRequest request, Parcel parcel) {
    if (request.action() != Action.UPSERT || parcel.isThere()) {
      return false;
    }
    if (!tellsIds) {
      throw new FatalException(ShapeCheck.couldCreate(parcel.record().shape()).toString());
    }
    return true;
  }

  private boolean mustLookUp(Parcel parcel) {
    if (!requests.has(Action.LOOKUP) || parcel.isLookedUp()) {
      return false;
    }
    return parcel.isLookupWanted()
        || (parcel.isGone()
            ? !parcel.isThere() && requests.removal(parcel.record().operation()).isPresent()
            : mayCreate(parcel))
        || dependsOnWhatIsThere(parcel);
  }

  private boolean mayCreate(Parcel parcel) {
    boolean unseen = !requests.has(Action.UPSERT) || hasMatchBesidesKey(parcel.record());
    return !parcel.isThere() && unseen && (requests.looksUpNew() || parcel.isInDoubt());
  }

  /** An upsert finds by the key whatever a match on the key would. */
  private boolean hasMatchBesidesKey(MappedRecord record) {
    return requests
        .lookupForm()
        .match()
        .filter(match -> !record.shape().fields().get(record.shape().indexOf(match.field())).key())
        .isPresent();
  }

  private boolean dependsOnWhatIsThere(Parcel parcel) {
    MappedRecord record = parcel.record();
    boolean updates = requests.has(Action.UPDATE) || requests.has(Action.UPSERT);
    if (parcel.isGone() || (parcel.isThere() && !updates)) {
      return false;
    }
    List<Field> fields = record.shape().fields();
    for (int i = 0; i < fields.size(); i++) {
      if (record.has(i) && dependsOnWhatIsThere(fields.get(i).when(), parcel)) {
        return true;
      }
    }
    return false;
  }

  private boolean dependsOnWhatIsThere(WriteWhen when, Parcel parcel) {
    boolean upserts = requests.has(Action.UPSERT);
    return switch (when) {
      case ALWAYS -> false;
      case CREATE -> upserts && !parcel.isThere();
      case EMPTY -> upserts || parcel.isThere();
    };
  }
}
