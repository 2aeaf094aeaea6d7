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

  /**
   * @param lookUpNew whether a record is looked up before it is first created
   * @param idempotency a header's name; null for none
   */
  Requests(
      Map<Action, DeclaredRequest> declared,
      LookupForm lookupForm,
      boolean lookUpNew,
      String idempotency) {
    this.declared = new EnumMap<>(declared);
    this.lookupForm = lookupForm;
    this.lookUpNew = lookUpNew;
    this.idempotency = idempotency;
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

  LookupForm lookupForm() {
    return lookupForm;
  }

  boolean looksUpNew() {
    return lookUpNew;
  }

  Optional<String> idempotency() {
    return Optional.ofNullable(idempotency);
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
