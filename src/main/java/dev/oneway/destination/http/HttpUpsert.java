package dev.oneway.destination.http;

import dev.oneway.destination.Listable;
import dev.oneway.destination.ReadBack;
import dev.oneway.destination.http.answer.AnswerForm;
import dev.oneway.destination.http.answer.BulkForm;
import dev.oneway.destination.http.answer.FileForm;
import dev.oneway.destination.http.answer.LookupForm;
import dev.oneway.http.Backoff;
import dev.oneway.http.HttpChannel;
import dev.oneway.record.MappedRecord;
import dev.oneway.run.Outcome;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Traffic;
import java.util.List;
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
  private final Servers servers;
  private final Backoff backoff;
  private final Judge judge;
  private final BulkForm bulkForm;
  private final LookupForm readForm;
  private final Optional<DeclaredListing> listing;
  private final FileForm fileForm;
  private final Crew crew;
  private final Memory memory = new Memory();
  private final AtomicBoolean lookupWorked = new AtomicBoolean();
  private final AtomicBoolean readWorked = new AtomicBoolean();

  /**
   * @param shapes what the records are held against
   * @param readForm of the answer to a read
   * @param listing how what is there is listed; empty where it can't be
   * @param fileForm where an answer tells of a record's file
   * @param channel the way to the server the requests go to that name none
   * @param servers the ways to all
   * @param backoff how what may heal is tried again
   */
  HttpUpsert(
      Requests requests,
      ShapeCheck shapes,
      AnswerForm form,
      BulkForm bulkForm,
      LookupForm readForm,
      Optional<DeclaredListing> listing,
      FileForm fileForm,
      HttpChannel channel,
      Servers servers,
      Backoff backoff) {
    this.requests = requests;
    this.planner = new Planner(requests, shapes.tellsIds());
    this.shapes = shapes;
    this.servers = servers;
    this.backoff = backoff;
    this.judge = new Judge(channel, form);
    this.bulkForm = bulkForm;
    this.readForm = readForm;
    this.listing = listing;
    this.fileForm = fileForm;
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
    Delivery delivery = delivery(traffic);
    backoff.run(
        traffic,
        () -> {
          delivery.workOff(parcels);
          return null;
        });
    return chunk.stream().map(record -> memory.of(record).orElseThrow()).toList();
  }

  /** What became of these in writes that failed for others; those that aren't done are missing. */
  List<Outcome> done(List<MappedRecord> chunk) {
    return chunk.stream().flatMap(record -> memory.of(record).stream()).toList();
  }

  private Delivery delivery(Traffic traffic) {
    WriteJudge writes = new WriteJudge(requests, judge, bulkForm, memory);
    LookupJudge lookups = new LookupJudge(requests.lookupForm(), judge, memory, lookupWorked);
    LookupJudge reads = new LookupJudge(readForm, judge, memory, readWorked);
    FileJudge files = new FileJudge(requests, reads, memory);
    return new Delivery(
        planner::next,
        shipment ->
            switch (shipment.request().action()) {
              case READ ->
                  requests.has(Action.FILE) ? files.judge(shipment) : read(shipment, reads);
              case FILE -> files.judge(shipment);
              case LOOKUP, MATCH -> lookups.judge(shipment);
              default -> writes.judge(shipment);
            },
        memory,
        crew,
        new WholeLookup(
            new Post(servers, traffic, requests.idempotency(), judge.form(), fileForm),
            requests.lookupForm().pages()));
  }

  /** What isn't there any more shows when it is updated. */
  private static Optional<RetriableException> read(Shipment shipment, LookupJudge reads) {
    Optional<RetriableException> trouble = reads.judge(shipment);
    if (trouble.isEmpty()) {
      shipment.parcels().forEach(Parcel::markRead);
    }
    return trouble;
  }

  /** How what is there is read; empty when no request tells. */
  @Override
  public Optional<ReadBack> readable() {
    return requests.canRead()
        ? Optional.of(new HttpReader(requests, readForm, judge, servers, crew, backoff))
        : Optional.empty();
  }

  @Override
  public Optional<Listable> listable() {
    return listing.map(declared -> new HttpListing(declared, judge.channel(), backoff));
  }
}
