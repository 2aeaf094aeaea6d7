package dev.oneway.destination.http;

import dev.oneway.destination.http.answer.LookupForm;
import dev.oneway.record.Operation;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The requests an endpoint may send, and how the answer to a look-up is read. Immutable; threads
 * may share it.
 */
final class Requests {
  private final Map<Action, DeclaredRequest> declared;
  private final LookupForm lookupForm;
  private final boolean lookUpNew;
  private final String idempotency;
  private final boolean lookupReads;

  /**
   * @param lookUpNew whether a record is looked up before it is first created
   * @param idempotency a header's name; null for none
   * @param lookupReads whether a look-up tells all mapped fields
   */
  Requests(
      Map<Action, DeclaredRequest> declared,
      LookupForm lookupForm,
      boolean lookUpNew,
      String idempotency,
      boolean lookupReads) {
    this.declared = new EnumMap<>(declared);
    this.lookupForm = lookupForm;
    this.lookUpNew = lookUpNew;
    this.idempotency = idempotency;
    this.lookupReads = lookupReads;
  }

  Optional<DeclaredRequest> of(Action action) {
    return Optional.ofNullable(declared.get(action));
  }

  boolean has(Action action) {
    return declared.containsKey(action);
  }

  Iterable<DeclaredRequest> all() {
    return declared.values();
  }

  /** The same for all requests: which of a record's fields they write. */
  Fields fields() {
    return all().iterator().next().style().fields();
  }

  LookupForm lookupForm() {
    return lookupForm;
  }

  /** Whether what is there can be read, by a request of its own or by the look-up. */
  boolean canRead() {
    return lookupReads || has(Action.READ);
  }

  boolean looksUpNew() {
    return lookUpNew;
  }

  Optional<String> idempotency() {
    return Optional.ofNullable(idempotency);
  }

  /**
   * What looks, by its match, for a record that wasn't found by its key; empty when nothing does.
   */
  Optional<DeclaredRequest> matching(Parcel parcel) {
    boolean unfound = parcel.isLookedUp() && parcel.isMissing() && !parcel.isMatched();
    return of(Action.MATCH).filter(request -> unfound && hasMatch(parcel));
  }

  private boolean hasMatch(Parcel parcel) {
    return lookupForm.match().flatMap(match -> match.of(parcel.record())).isPresent();
  }

  /** What updates a record that is there; empty when nothing does. */
  Optional<DeclaredRequest> updateOf(Parcel parcel) {
    return of(Action.UPDATE)
        .filter(update -> !update.needsId() || parcel.id().isPresent())
        .or(() -> of(Action.UPSERT));
  }

  /**
   * What removes a record that is gone; empty when nothing does.
   *
   * @param operation no upsert
   */
  Optional<DeclaredRequest> removal(Operation operation) {
    return switch (operation) {
      case UPSERT -> throw new IllegalArgumentException("an upsert removes nothing");
      case DEACTIVATE ->
          of(Action.DEACTIVATE).or(() -> of(Action.UPDATE)).or(() -> of(Action.UPSERT));
      case ARCHIVE -> of(Action.ARCHIVE);
      case DELETE -> of(Action.DELETE);
    };
  }
}
