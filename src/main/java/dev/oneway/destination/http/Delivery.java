package dev.oneway.destination.http;

import dev.oneway.destination.http.template.UnwritableException;
import dev.oneway.http.Failure;
import dev.oneway.run.FailureCategory;
import dev.oneway.run.RetriableException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One chunk's way to the vendor and back: what comes next for each record, until all are done. */
final class Delivery {
  private final Function<Parcel, Step> planner;
  private final Judging judging;
  private final Memory memory;
  private final Crew crew;
  private final Shipment.Way way;

  /** Draws the consequences of an answer. */
  interface Judging {
    /**
     * @return why some of the parcels must be sent again later
     * @throws dev.oneway.run.FatalException when somebody must act
     */
    Optional<RetriableException> judge(Shipment shipment);
  }

  /**
   * @param planner what comes next for a record; a record that is left is done
   * @param memory has what became of records that are done
   */
  Delivery(
      Function<Parcel, Step> planner, Judging judging, Memory memory, Crew crew, Shipment.Way way) {
    this.planner = planner;
    this.judging = judging;
    this.memory = memory;
    this.crew = crew;
    this.way = way;
  }

  /** Each round takes every parcel one step further, until all have their outcome. */
  void workOff(List<Parcel> parcels) throws RetriableException {
    List<Shipment> shipments = ship(parcels);
    while (!shipments.isEmpty()) {
      send(shipments);
      settle(shipments);
      shipments = ship(parcels);
    }
  }

  private List<Shipment> ship(List<Parcel> parcels) {
    record Lane(DeclaredRequest request, Object group) {}
    Map<Lane, List<Parcel>> lanes = new LinkedHashMap<>();
    List<Shipment> shipments = new ArrayList<>();
    for (Parcel parcel : parcels) {
      if (memory.of(parcel.record()).isEmpty()) {
        Step step = planner.apply(parcel);
        if (step instanceof Step.Leave leave) {
          memory.written(parcel.record(), leave.fate(), parcel.id());
        } else if (step instanceof Step.Refuse refuse) {
          memory.refused(
              parcel.record(), refuse.category(), Optional.of(refuse.field()), refuse.reason());
        } else if (step instanceof Step.Send send && isWritable(send.request(), parcel)) {
          Lane lane = new Lane(send.request(), parcel.group());
          List<Parcel> load = lanes.computeIfAbsent(lane, l -> new ArrayList<>());
          load.add(parcel);
          if (load.size() == send.request().batch()) {
            shipments.add(shipment(send.request(), lanes.remove(lane)));
          }
        }
      }
    }
    lanes.forEach((lane, load) -> shipments.add(shipment(lane.request(), load)));
    return shipments;
  }

  private boolean isWritable(DeclaredRequest request, Parcel parcel) {
    try {
      request.url(List.of(parcel));
      return true;
    } catch (UnwritableException e) {
      memory.refused(
          parcel.record(), FailureCategory.INVALID.word(), Optional.empty(), e.getMessage());
      return false;
    }
  }

  private Shipment shipment(DeclaredRequest request, List<Parcel> load) {
    try {
      URI url = request.url(load);
      return new Shipment(request, url, load);
    } catch (UnwritableException e) {
      throw new IllegalStateException("each was writable alone", e);
    }
  }

  private void send(List<Shipment> shipments) throws RetriableException {
    try {
      crew.send(shipments, way);
    } catch (RetriableException e) {
      shipments.forEach(Delivery::doubt);
      throw e;
    }
  }

  /** All that is known is put down before anything is thrown. */
  private void settle(List<Shipment> shipments) throws RetriableException {
    Worst worst = new Worst();
    for (Shipment shipment : shipments) {
      if (shipment.failure() != null) {
        doubtUnlessRefused(shipment);
        worst.add(shipment.failure());
      } else if (shipment.fatal() != null) {
        doubt(shipment);
        worst.add(shipment.fatal());
      } else if (shipment.missing().isPresent()) {
        refuse(shipment, shipment.missing().get());
      } else if (shipment.received() != null) {
        judge(shipment, worst);
      }
    }
    worst.rethrow();
  }

  private void refuse(Shipment shipment, Failure failure) {
    for (Parcel parcel : shipment.parcels()) {
      memory.refused(
          parcel.record(), failure.category().word(), Optional.empty(), failure.message());
    }
  }

  private void judge(Shipment shipment, Worst worst) {
    try {
      judging.judge(shipment).ifPresent(worst::add);
    } catch (RuntimeException e) {
      worst.add(e);
    }
  }

  private static void doubtUnlessRefused(Shipment shipment) {
    if (shipment.failure().category() != FailureCategory.RATE_LIMITED) {
      doubt(shipment);
    }
  }

  private static void doubt(Shipment shipment) {
    shipment.parcels().forEach(parcel -> parcel.doubt(shipment.request().action()));
  }
}
