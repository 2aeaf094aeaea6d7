package dev.oneway.destination.http;

import dev.oneway.destination.http.answer.Received;
import dev.oneway.http.Failure;
import dev.oneway.http.UnobtainableException;
import dev.oneway.run.FailureCategory;
import dev.oneway.run.RetriableException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Parcels that share a request, and what came of it. */
final class Shipment {
  private final DeclaredRequest request;
  private final URI url;
  private final List<Parcel> parcels;
  private Received received;
  private RetriableException failure;
  private RuntimeException fatal;
  private Optional<Failure> missing = Optional.empty();

  Shipment(DeclaredRequest request, URI url, List<Parcel> parcels) {
    this.request = request;
    this.url = url;
    this.parcels = List.copyOf(parcels);
  }

  /** What is sent when it is sent. */
  @FunctionalInterface
  interface Way {
    Received send(Shipment shipment) throws RetriableException;
  }

  DeclaredRequest request() {
    return request;
  }

  URI url() {
    return url;
  }

  List<Parcel> parcels() {
    return parcels;
  }

  /** Sends it; what goes wrong is kept. */
  void send(Way way) {
    try {
      received = way.send(this);
    } catch (RetriableException e) {
      failure = e;
    } catch (UnobtainableException e) {
      missing = Optional.of(e.failure());
    } catch (RuntimeException e) {
      fatal = e;
    }
  }

  /** The answer; null when there is none. */
  Received received() {
    return received;
  }

  /** Null unless the environment is at fault. */
  RetriableException failure() {
    return failure;
  }

  /** Why the record's file can't be had; empty when it can. */
  Optional<Failure> missing() {
    return missing;
  }

  /** Whether others would end the same way until somebody acts. */
  boolean isFatal() {
    return fatal != null
        || (received != null
            && received
                .failure()
                .filter(said -> said.category() == FailureCategory.UNAUTHORIZED)
                .isPresent());
  }

  /** Null unless somebody must act. */
  RuntimeException fatal() {
    return fatal;
  }
}
