package dev.oneway.destination.http;

import dev.oneway.destination.http.answer.AnswerForm;
import dev.oneway.destination.http.answer.BulkForm;
import dev.oneway.destination.http.template.UnwritableException;
import dev.oneway.http.Backoff;
import dev.oneway.http.HttpChannel;
import dev.oneway.record.MappedRecord;
import dev.oneway.run.FailureCategory;
import dev.oneway.run.Outcome;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Traffic;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Writes records by declared requests: one by one or in bulk, several at once, each looked up first
 * where the vendor has no upsert.
 *
 * <p>A create whose fate isn't known is looked up before it is sent again, in this call and, after
 * a crash, in the next run; the vendor's idempotency key does where it has one. Records that were
 * written before the environment failed are remembered as long as somebody holds them, so that the
 * same chunk, written again, only sends the rest. Threads may share it.
 */
final class HttpUpsert implements HttpDestination {
  private final Requests requests;
  private final Planner planner;
  private final ShapeCheck shapes;
  private final HttpChannel channel;
  private final Backoff backoff;
  private final Judge judge;
  private final BulkForm bulkForm;
  private final Crew crew;
  private final Memory memory = new Memory();
  private final AtomicBoolean lookupWorked = new AtomicBoolean();

  /**
   * @param shapes what the records are held against
   * @param backoff how what may heal is tried again
   */
  HttpUpsert(
      Requests requests,
      ShapeCheck shapes,
      AnswerForm form,
      BulkForm bulkForm,
      HttpChannel channel,
      Backoff backoff) {
    this.requests = requests;
    this.planner = new Planner(requests, shapes.tellsIds());
    this.shapes = shapes;
    this.channel = channel;
    this.backoff = backoff;
    this.judge = new Judge(channel, form);
    this.bulkForm = bulkForm;
    this.crew = new Crew("http-upsert", channel.concurrent());
  }

  @Override
  public void stop() {
    crew.stop();
  }

  @Override
  public List<Outcome> write(List<MappedRecord> chunk, Traffic traffic) throws RetriableException {
    chunk.stream().map(MappedRecord::shape).distinct().forEach(shapes::require);
    List<Parcel> parcels =
        chunk.stream().filter(record -> memory.of(record).isEmpty()).map(Parcel::new).toList();
    Delivery delivery = new Delivery(traffic);
    backoff.run(
        traffic,
        () -> {
          delivery.workOff(parcels);
          return null;
        });
    return chunk.stream().map(record -> memory.of(record).orElseThrow()).toList();
  }

  /** One chunk's way to the vendor. */
  private final class Delivery {
    private final Shipment.Way way;
    private final WriteJudge writes = new WriteJudge(requests, judge, bulkForm, memory);
    private final LookupJudge lookups = new LookupJudge(requests, judge, memory, lookupWorked);

    Delivery(Traffic traffic) {
      way = new Post(channel, traffic, requests.idempotency(), judge.form());
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
          Step step = planner.next(parcel);
          if (step instanceof Step.Leave leave) {
            memory.written(parcel.record(), leave.fate(), parcel.id());
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
        } else if (shipment.received() != null) {
          judge(shipment, worst);
        }
      }
      worst.rethrow();
    }

    private void judge(Shipment shipment, Worst worst) {
      try {
        Optional<RetriableException> trouble =
            shipment.request().action().asks() ? lookups.judge(shipment) : writes.judge(shipment);
        trouble.ifPresent(worst::add);
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
}
