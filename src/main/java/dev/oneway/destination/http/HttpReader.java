package dev.oneway.destination.http;

import dev.oneway.destination.ReadBack;
import dev.oneway.destination.http.answer.FileForm;
import dev.oneway.destination.http.answer.LookupForm;
import dev.oneway.http.Backoff;
import dev.oneway.record.MappedRecord;
import dev.oneway.run.Fate;
import dev.oneway.run.Outcome;
import dev.oneway.run.Present;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Traffic;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads records as the vendor has them, by the declared request or by the look-up, at the vendor's
 * pace like any write. Threads may share it.
 */
final class HttpReader implements ReadBack {
  private final Requests requests;
  private final LookupForm readForm;
  private final Judge judge;
  private final Servers servers;
  private final Crew crew;
  private final Backoff backoff;
  private final AtomicBoolean lookupWorked = new AtomicBoolean();
  private final AtomicBoolean readWorked = new AtomicBoolean();

  HttpReader(
      Requests requests,
      LookupForm readForm,
      Judge judge,
      Servers servers,
      Crew crew,
      Backoff backoff) {
    this.requests = requests;
    this.readForm = readForm;
    this.judge = judge;
    this.servers = servers;
    this.crew = crew;
    this.backoff = backoff;
  }

  @Override
  public List<Present> read(List<MappedRecord> chunk, Traffic traffic) throws RetriableException {
    Memory memory = new Memory();
    List<Parcel> parcels = chunk.stream().map(Parcel::new).toList();
    Delivery delivery = new Delivery(this::next, judging(memory), memory, crew, way(traffic));
    backoff.run(
        traffic,
        () -> {
          delivery.workOff(parcels);
          return null;
        });
    return parcels.stream().map(parcel -> present(parcel, memory)).toList();
  }

  private Shipment.Way way(Traffic traffic) {
    return new WholeLookup(
        new Post(servers, traffic, Optional.empty(), judge.form(), FileForm.NONE),
        requests.lookupForm().pages());
  }

  private Step next(Parcel parcel) {
    Optional<DeclaredRequest> read = requests.of(Action.READ);
    boolean wantsId = read.filter(DeclaredRequest::needsId).isPresent() && parcel.id().isEmpty();
    boolean canLookUp = requests.has(Action.LOOKUP) && !parcel.isLookedUp();
    if (canLookUp && (read.isEmpty() || wantsId)) {
      return new Step.Send(requests.of(Action.LOOKUP).orElseThrow());
    }
    Optional<DeclaredRequest> matching = requests.matching(parcel);
    if (matching.isPresent()) {
      return new Step.Send(matching.get());
    }
    if (read.isPresent() && !parcel.isRead() && !wantsId) {
      return new Step.Send(read.get());
    }
    return unweighed(parcel).<Step>map(Step.Send::new).orElse(new Step.Leave(Fate.UNCHANGED));
  }

  /** What tells whether the file there is the record's. */
  private Optional<DeclaredRequest> unweighed(Parcel parcel) {
    boolean held = parcel.read().isPresent() && parcel.heldFile().hash().isPresent();
    return requests.of(Action.FILE).filter(file -> held && parcel.sourceHash().isEmpty());
  }

  private Delivery.Judging judging(Memory memory) {
    LookupJudge lookups = new LookupJudge(requests.lookupForm(), judge, memory, lookupWorked);
    LookupJudge reads = new LookupJudge(readForm, judge, memory, readWorked);
    return shipment -> {
      if (shipment.request().action() == Action.FILE) {
        shipment.parcels().get(0).weighed(shipment.received().document().asText());
        return Optional.empty();
      }
      if (shipment.request().action() != Action.READ) {
        return lookups.judge(shipment);
      }
      Optional<RetriableException> trouble = reads.judge(shipment);
      if (trouble.isEmpty()) {
        shipment.parcels().forEach(this::settle);
      }
      return trouble;
    };
  }

  /** An id that was remembered may lead nowhere while the record has another one. */
  private void settle(Parcel parcel) {
    boolean lost = parcel.fields().isEmpty() && parcel.id().isPresent() && !parcel.wasGone();
    if (lost && requests.has(Action.LOOKUP)) {
      parcel.gone();
    } else {
      parcel.markRead();
    }
  }

  private Present present(Parcel parcel, Memory memory) {
    Outcome outcome = memory.of(parcel.record()).orElseThrow();
    if (outcome instanceof Outcome.Refused refused) {
      return new Present.Unfit(
          parcel.record(), refused.category(), refused.field(), refused.reason());
    }
    return parcel
        .fields()
        .<Present>map(there -> new HeldFields(parcel, there, requests.fields()).present())
        .orElseGet(() -> new Present.Missing(parcel.record()));
  }
}
