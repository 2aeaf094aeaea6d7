package dev.oneway.destination.http;

import dev.oneway.run.FailureCategory;
import dev.oneway.run.Fate;
import dev.oneway.run.RetriableException;
import java.util.Optional;

/**
 * Draws the consequences of looking at a record's file before it is written: as the vendor has it,
 * and as it is where it comes from. Belongs to one thread.
 */
final class FileJudge {
  private final Requests requests;
  private final LookupJudge reads;
  private final Memory memory;

  FileJudge(Requests requests, LookupJudge reads, Memory memory) {
    this.requests = requests;
    this.reads = reads;
    this.memory = memory;
  }

  /**
   * @return why it must be asked again later
   * @throws dev.oneway.run.FatalException when somebody must act
   */
  Optional<RetriableException> judge(Shipment shipment) {
    if (shipment.request().action() == Action.FILE) {
      weighed(shipment);
      return Optional.empty();
    }
    Optional<RetriableException> trouble = reads.judge(shipment);
    if (trouble.isEmpty()) {
      shipment.parcels().forEach(this::read);
    }
    return trouble;
  }

  private void weighed(Shipment shipment) {
    Parcel parcel = shipment.parcels().get(0);
    parcel.weighed(shipment.received().document().asText());
    spareSameFile(parcel);
  }

  private void read(Parcel parcel) {
    boolean lost = parcel.fields().isEmpty() && memory.of(parcel.record()).isEmpty();
    if (lost && parcel.wasGone()) {
      memory.refused(
          parcel.record(),
          FailureCategory.CONFLICT.word(),
          Optional.empty(),
          "the destination has something in its place that can't be read");
    } else if (lost) {
      parcel.gone();
    } else {
      parcel.markRead();
      spareSameFile(parcel);
    }
  }

  /** Of a file that is the same there only the details may be missing. */
  private void spareSameFile(Parcel parcel) {
    if (parcel.hasSameFile() && parcel.taken().isEmpty()) {
      Fate there = requests.has(Action.DETAILS) ? Fate.UPDATED : Fate.UNCHANGED;
      parcel.taken(parcel.isCreateSent() ? Fate.CREATED : there, Optional.empty());
    }
  }
}
