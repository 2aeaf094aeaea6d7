package dev.oneway.destination.http;

import dev.oneway.destination.http.answer.LookupForm;
import dev.oneway.destination.http.answer.LookupForm.Asked;
import dev.oneway.destination.http.answer.LookupForm.Found;
import dev.oneway.destination.http.answer.Received;
import dev.oneway.destination.http.answer.Verdict.Refused;
import dev.oneway.run.FailureCategory;
import dev.oneway.run.RetriableException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Draws the consequences of the answer to a look-up. That a record isn't there is believed only of
 * an answer that says so in the declared form. Belongs to one thread.
 */
final class LookupJudge {
  private final LookupForm form;
  private final Judge judge;
  private final Memory memory;
  private final AtomicBoolean everWorked;
  private final Map<String, Parcel> takenOver = new HashMap<>();

  /**
   * @param form of the answers
   * @param everWorked whether any look-up of this endpoint was understood so far
   */
  LookupJudge(LookupForm form, Judge judge, Memory memory, AtomicBoolean everWorked) {
    this.form = form;
    this.judge = judge;
    this.memory = memory;
    this.everWorked = everWorked;
  }

  /**
   * @return why it must be asked again later
   * @throws dev.oneway.run.FatalException when somebody must act
   */
  Optional<RetriableException> judge(Shipment shipment) {
    Received received = shipment.received();
    if (received.failure().isPresent()) {
      Refused refused = judge.refusal(received);
      return form.isInConflict() && refused.category() == FailureCategory.CONFLICT
          ? told(shipment, received)
          : refused(shipment, received, refused);
    }
    if (form.isInConflict()) {
      everWorked.set(true);
      shipment.parcels().forEach(parcel -> notFound(shipment, parcel));
      return Optional.empty();
    }
    Optional<FailureCategory> coded =
        judge.form().codeOf(received.document()).flatMap(judge.form().codes()::ofCode);
    if (coded.isPresent()) {
      return refused(shipment, received, judge.form().refusal(received.document(), coded.get()));
    }
    return told(shipment, received);
  }

  private Optional<RetriableException> told(Shipment shipment, Received received) {
    List<Parcel> parcels = shipment.parcels();
    List<Asked> asked = parcels.stream().map(this::asked).toList();
    Optional<List<List<Found>>> found =
        form.read(received.document(), asked, namesAll(shipment.request()));
    if (found.isEmpty()) {
      return Optional.of(
          judge.unexpected(
              shipment, received, "it doesn't hold what the look-up is declared to find"));
    }
    everWorked.set(true);
    for (int i = 0; i < parcels.size(); i++) {
      found(shipment, parcels.get(i), found.get().get(i));
    }
    return Optional.empty();
  }

  /** What goes on over pages has others among it, be it a customer's whole list. */
  private boolean namesAll(DeclaredRequest request) {
    return request.namesRecords() && form.pages().isEmpty();
  }

  private Asked asked(Parcel parcel) {
    return new Asked(
        parcel.record().key(), form.match().flatMap(match -> match.of(parcel.record())));
  }

  private void found(Shipment shipment, Parcel parcel, List<Found> found) {
    if (found.size() > 1) {
      memory.refused(
          parcel.record(),
          FailureCategory.CONFLICT.word(),
          Optional.empty(),
          "the destination has %d records that could be this one; merge them there"
              .formatted(found.size()));
    } else if (found.isEmpty() || isAnothers(found.get(0), parcel)) {
      notFound(shipment, parcel);
    } else {
      parcel.found(found.get(0));
    }
  }

  private static void notFound(Shipment shipment, Parcel parcel) {
    if (shipment.request().action() == Action.MATCH) {
      parcel.notMatched();
    } else {
      parcel.notFound();
    }
  }

  /** Two records of a chunk may match the same one there; it is the first one's. */
  private boolean isAnothers(Found found, Parcel parcel) {
    return found.id().isPresent()
        && takenOver.computeIfAbsent(found.id().get(), id -> parcel) != parcel;
  }

  private Optional<RetriableException> refused(
      Shipment shipment, Received received, Refused refused) {
    List<Parcel> parcels = shipment.parcels();
    boolean ofARecord = parcels.size() == 1 && shipment.request().line().isOfARecord();
    if (Judge.isTransient(refused.category())) {
      return Optional.of(judge.later(shipment, received, refused));
    } else if (refused.category() == FailureCategory.NOT_FOUND && ofARecord) {
      notFound(shipment, parcels.get(0));
    } else if (Judge.isOurs(refused) || refused.category() == FailureCategory.NOT_FOUND) {
      throw judge.fatal(shipment, received, refused);
    } else if (parcels.size() > 1) {
      Parcel.split(parcels);
    } else if (refused.byCode() || everWorked.get()) {
      memory.refused(
          parcels.get(0).record(),
          refused.category().word(),
          refused.field(),
          judge.words(received, refused));
    } else {
      throw judge.fatal(shipment, received, refused);
    }
    return Optional.empty();
  }
}
