package dev.oneway.destination.http;

import dev.oneway.destination.http.answer.BulkForm;
import dev.oneway.destination.http.answer.BulkForm.Judgement;
import dev.oneway.destination.http.answer.BulkForm.Sent;
import dev.oneway.destination.http.answer.Received;
import dev.oneway.destination.http.answer.Verdict;
import dev.oneway.destination.http.answer.Verdict.Refused;
import dev.oneway.destination.http.answer.Verdict.Taken;
import dev.oneway.destination.http.answer.Verdict.Unclear;
import dev.oneway.run.FailureCategory;
import dev.oneway.run.FatalException;
import dev.oneway.run.Fate;
import dev.oneway.run.RetriableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Draws the consequences of the answer to a write: each of its parcels has an outcome then, or is
 * ready for its next step, or is in doubt. Belongs to one thread.
 */
final class WriteJudge {
  private final Requests requests;
  private final Judge judge;
  private final BulkForm bulkForm;
  private final Memory memory;
  private Optional<RetriableException> trouble = Optional.empty();

  WriteJudge(Requests requests, Judge judge, BulkForm bulkForm, Memory memory) {
    this.requests = requests;
    this.judge = judge;
    this.bulkForm = bulkForm;
    this.memory = memory;
  }

  /**
   * @return why some of the parcels must be sent again later
   * @throws dev.oneway.run.FatalException when somebody must act
   */
  Optional<RetriableException> judge(Shipment shipment) {
    trouble = Optional.empty();
    Received received = shipment.received();
    if (tellsOfEach(shipment, received)) {
      judgeEach(shipment, received);
    } else if (received.failure().isPresent()) {
      judgeWhole(shipment, received, judge.refusal(received));
    } else if (shipment.request().action().addsDetails()) {
      one(shipment, shipment.parcels().get(0), judge.form().judgeDetails(received.document()));
    } else {
      Parcel parcel = shipment.parcels().get(0);
      boolean mustTell = mustTellId(shipment.request(), parcel);
      one(shipment, parcel, judge.form().judge(received.document(), received, mustTell));
    }
    return trouble;
  }

  private boolean tellsOfEach(Shipment shipment, Received received) {
    if (!shipment.request().isBulk()) {
      return false;
    }
    if (received.failure().isEmpty()) {
      return true;
    }
    Refused whole = judge.refusal(received);
    return !Judge.isTransient(whole.category())
        && !Judge.isOurs(whole)
        && bulkForm.tellsOfEach(received.document());
  }

  private static boolean mustTellId(DeclaredRequest request, Parcel parcel) {
    return request.action() == Action.CREATE
        || (request.action() == Action.UPSERT && parcel.id().isEmpty());
  }

  private void judgeEach(Shipment shipment, Received received) {
    List<Parcel> parcels = shipment.parcels();
    DeclaredRequest request = shipment.request();
    List<Sent> sent =
        parcels.stream()
            .map(p -> new Sent(p.names(), knownId(request, p), mustTellId(request, p)))
            .toList();
    Judgement judgement = bulkForm.judge(received, sent, request.isIndexed());
    List<Parcel> unclear = new ArrayList<>();
    Optional<FatalException> fatal = Optional.empty();
    for (int i = 0; i < parcels.size(); i++) {
      Verdict verdict = judgement.verdicts().get(i);
      if (verdict instanceof Unclear && !judgement.strays().isEmpty()) {
        unclear.add(parcels.get(i));
      } else {
        try {
          one(shipment, parcels.get(i), verdict);
        } catch (FatalException e) {
          // What the others have become is put down first.
          fatal = fatal.or(() -> Optional.of(e));
        }
      }
    }
    if (fatal.isPresent()) {
      unclear.forEach(parcel -> parcel.doubt(request.action()));
      throw fatal.get();
    }
    if (!unclear.isEmpty()) {
      strayed(shipment, unclear, judgement.strays().get(0));
    }
  }

  private static Optional<String> knownId(DeclaredRequest request, Parcel parcel) {
    return request.needsId() ? parcel.id() : Optional.empty();
  }

  /** Some of these are refused, and the answer doesn't say which. */
  private void strayed(Shipment shipment, List<Parcel> unclear, Refused stray) {
    if (unclear.size() == 1) {
      refused(shipment, unclear.get(0), stray);
    } else {
      unclear.forEach(parcel -> parcel.doubt(shipment.request().action()));
      Parcel.split(unclear);
    }
  }

  private void one(Shipment shipment, Parcel parcel, Verdict verdict) {
    if (verdict instanceof Taken taken) {
      taken(shipment.request(), parcel, taken);
    } else if (verdict instanceof Refused refused) {
      refused(shipment, parcel, refused);
    } else if (verdict instanceof Unclear unclear) {
      parcel.doubt(shipment.request().action());
      trouble = Optional.of(judge.unexpected(shipment, shipment.received(), unclear.why()));
    }
  }

  private void taken(DeclaredRequest request, Parcel parcel, Taken taken) {
    Fate fate =
        switch (request.action()) {
          case DETAILS, DETAILS_UPDATE -> parcel.taken().orElse(Fate.UPDATED);
          case CREATE -> Fate.CREATED;
          case UPSERT -> taken.created().orElse(parcel.isMissing()) ? Fate.CREATED : Fate.UPDATED;
          case UPDATE -> parcel.isCreateSent() ? Fate.CREATED : Fate.UPDATED;
          case DEACTIVATE, ARCHIVE, DELETE -> Fate.DELETED;
          case LOOKUP, MATCH, READ, FILE ->
              throw new IllegalStateException("it asks, and writes nothing");
        };
    if (awaitsDetails(request, parcel)) {
      parcel.taken(fate, taken.id());
      return;
    }
    memory.written(
        parcel.record(), parcel.isGone() ? Fate.DELETED : fate, taken.id().or(parcel::id));
  }

  private boolean awaitsDetails(DeclaredRequest request, Parcel parcel) {
    return requests.has(Action.DETAILS) && !request.action().addsDetails() && !parcel.isGone();
  }

  /** A whole answer that isn't success. */
  private void judgeWhole(Shipment shipment, Received received, Refused refused) {
    List<Parcel> parcels = shipment.parcels();
    if (Judge.isTransient(refused.category())) {
      trouble = Optional.of(judge.later(shipment, received, refused));
      if (refused.category() != FailureCategory.RATE_LIMITED) {
        parcels.forEach(parcel -> parcel.doubt(shipment.request().action()));
      }
    } else if (Judge.isOurs(refused)) {
      throw judge.fatal(shipment, received, refused);
    } else if (parcels.size() == 1) {
      refused(shipment, parcels.get(0), refused);
    } else if (isWrongUrl(shipment.request(), refused)) {
      throw judge.fatal(shipment, received, refused);
    } else if (refused.category() == FailureCategory.CONFLICT && canLookAgain(shipment)) {
      parcels.forEach(Parcel::conflict);
      parcels.forEach(Parcel::lookAgain);
    } else {
      Parcel.split(parcels);
    }
  }

  private static boolean isWrongUrl(DeclaredRequest request, Refused refused) {
    return refused.category() == FailureCategory.NOT_FOUND
        && !request.needsId()
        && !refused.byCode();
  }

  private boolean canLookAgain(Shipment shipment) {
    return shipment.request().action() == Action.CREATE
        && requests.has(Action.LOOKUP)
        && shipment.parcels().stream().noneMatch(Parcel::isConflicted);
  }

  private void refused(Shipment shipment, Parcel parcel, Refused refused) {
    if (Judge.isTransient(refused.category())) {
      trouble = Optional.of(judge.later(shipment, shipment.received(), refused));
      if (leavesDoubt(refused.category())) {
        parcel.doubt(shipment.request().action());
      }
    } else if (Judge.isOurs(refused) && !isForbiddenAlone(shipment, refused)) {
      throw judge.fatal(shipment, shipment.received(), refused);
    } else if (refused.category() == FailureCategory.NOT_FOUND) {
      notFound(shipment, parcel, refused);
    } else if (refused.category() == FailureCategory.CONFLICT && canUpdateDetails(shipment)) {
      parcel.detailed();
    } else if (refused.category() == FailureCategory.CONFLICT && !parcel.isConflicted()) {
      conflict(shipment, parcel, refused);
    } else {
      rejected(shipment, parcel, refused);
    }
  }

  private boolean canUpdateDetails(Shipment shipment) {
    return shipment.request().action() == Action.DETAILS && requests.has(Action.DETAILS_UPDATE);
  }

  /** A code for "not now" says that nothing was done; one for "something broke" doesn't. */
  private static boolean leavesDoubt(FailureCategory category) {
    return category == FailureCategory.UNEXPECTED_ANSWER || category == FailureCategory.TIMEOUT;
  }

  /** A code beside the outcomes of others tells that only this record is out of our reach. */
  private static boolean isForbiddenAlone(Shipment shipment, Refused refused) {
    return refused.category() == FailureCategory.FORBIDDEN
        && refused.byCode()
        && shipment.request().isBulk();
  }

  private void notFound(Shipment shipment, Parcel parcel, Refused refused) {
    DeclaredRequest request = shipment.request();
    boolean ofARecord = request.needsId() || request.line().isOfARecord() || refused.byCode();
    boolean seeksIt = request.action() == Action.UPDATE || request.action().removes();
    if (seeksIt && ofARecord && !parcel.wasGone() && canFindAgain(parcel)) {
      parcel.gone();
    } else if (parcel.isGone() && seeksIt && ofARecord) {
      Fate fate = parcel.isInDoubt() ? Fate.DELETED : Fate.UNCHANGED;
      memory.written(parcel.record(), fate, parcel.id());
    } else if (refused.byCode()) {
      rejected(shipment, parcel, refused);
    } else {
      throw judge.fatal(shipment, shipment.received(), refused);
    }
  }

  /** What removes creates nothing, so without a look-up there is no other place to try. */
  private boolean canFindAgain(Parcel parcel) {
    return requests.has(Action.LOOKUP) || !parcel.isGone();
  }

  private void conflict(Shipment shipment, Parcel parcel, Refused refused) {
    parcel.conflict();
    Action action = shipment.request().action();
    boolean byKey = requests.of(Action.UPDATE).filter(update -> !update.needsId()).isPresent();
    if (action == Action.CREATE && requests.has(Action.LOOKUP)) {
      parcel.lookAgain();
    } else if (action == Action.CREATE && byKey) {
      parcel.there();
    } else if (action == Action.CREATE) {
      rejected(shipment, parcel, refused);
    } else if (action == Action.UPDATE) {
      parcel.forgetFile();
    } else if (action == Action.UPSERT && requests.has(Action.UPDATE) && !parcel.isThere()) {
      parcel.lookAgain();
    }
    // Else it is sent once more: what changed meanwhile has changed by then.
  }

  private void rejected(Shipment shipment, Parcel parcel, Refused refused) {
    memory.refused(
        parcel.record(),
        refused.category().word(),
        refused.field(),
        judge.words(shipment.received(), refused));
  }
}
