package dev.oneway.destination.http;

import dev.oneway.destination.http.answer.LookupForm;
import dev.oneway.destination.http.template.Placeholder.Name;
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
  private final boolean comparesFiles;

  /**
   * @param lookUpNew whether a record is looked up before it is first created
   * @param idempotency a header's name; null for none
   * @param lookupReads whether a look-up tells all mapped fields
   * @param comparesFiles whether the hash of a record's file is told
   */
  Requests(
      Map<Action, DeclaredRequest> declared,
      LookupForm lookupForm,
      boolean lookUpNew,
      String idempotency,
      boolean lookupReads,
      boolean comparesFiles) {
    this.declared = new EnumMap<>(declared);
    this.lookupForm = lookupForm;
    this.lookUpNew = lookUpNew;
    this.idempotency = idempotency;
    this.lookupReads = lookupReads;
    this.comparesFiles = comparesFiles;
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
   * What tells whether a record's file is the same there, so that it needn't be sent; empty when
   * all is known, or nothing tells.
   */
  Optional<DeclaredRequest> lookAtFile(Parcel parcel) {
    if (!comparesFiles) {
      return Optional.empty();
    }
    return parcel.heldFile().hash().isEmpty()
        ? of(Action.READ)
        : of(Action.FILE).filter(file -> parcel.sourceHash().isEmpty());
  }

  /** What adds a record's details, or changes those that are there; empty when nothing does. */
  Optional<DeclaredRequest> details(Parcel parcel) {
    Optional<DeclaredRequest> update =
        of(Action.DETAILS_UPDATE).filter(change -> parcel.hasDetails());
    boolean unseen =
        update.filter(change -> change.uses(Name.PATCH)).isPresent() && !parcel.isRead();
    return unseen && has(Action.READ) ? of(Action.READ) : update.or(() -> of(Action.DETAILS));
  }

  /** Whether what tells of a record also tells the hash of its file. */
  boolean comparesFiles() {
    return comparesFiles;
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
