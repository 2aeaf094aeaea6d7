package dev.oneway.destination.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.oneway.destination.http.answer.FileForm;
import dev.oneway.destination.http.answer.LookupForm.Found;
import dev.oneway.record.MappedRecord;
import dev.oneway.run.Fate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A record on its way to the vendor, and what is known of it there. Belongs to one thread. */
final class Parcel {
  /** Whether the vendor has the record. */
  enum Whereabouts {
    UNKNOWN,
    THERE,
    MISSING
  }

  private static final FileForm.Held NO_FILE =
      new FileForm.Held(Optional.empty(), Optional.empty());

  private final MappedRecord record;
  private Optional<String> id;
  private Optional<String> goneId = Optional.empty();
  private Optional<JsonNode> fields = Optional.empty();
  private Map<String, JsonNode> edit = Map.of();
  private boolean read;
  private FileForm.Held heldFile = NO_FILE;
  private Optional<String> sourceHash = Optional.empty();
  private Optional<Fate> taken = Optional.empty();
  private boolean detailed;
  private Whereabouts whereabouts = Whereabouts.UNKNOWN;
  private boolean gone;
  private boolean lookedUp;
  private boolean lookupWanted;
  private boolean matched;
  private boolean inDoubt;
  private boolean createSent;
  private boolean conflicted;
  private Object group;

  Parcel(MappedRecord record) {
    this.record = record;
    this.id = record.destinationId();
    this.inDoubt = record.maybeDelivered();
  }

  MappedRecord record() {
    return record;
  }

  /** Whether its record is gone at the source. */
  boolean isGone() {
    return record.operation().isGone();
  }

  /** The destination's id, when it is known. */
  Optional<String> id() {
    return id;
  }

  /** The id that was remembered and led nowhere. */
  Optional<String> goneId() {
    return goneId;
  }

  /** Its fields there, when they were looked up. */
  Optional<JsonNode> fields() {
    return fields;
  }

  /** Who changed it there last and when, when it was read. */
  Map<String, JsonNode> edit() {
    return edit;
  }

  /** Whether all its fields were asked for. */
  boolean isRead() {
    return read;
  }

  void markRead() {
    read = true;
  }

  /** All its fields there; empty when they weren't asked for. */
  Optional<JsonNode> read() {
    return fields.filter(there -> read);
  }

  /** Its file as the vendor has it, as far as that was told. */
  FileForm.Held heldFile() {
    return heldFile;
  }

  /** The hash of its file as it is where it comes from, when somebody has looked. */
  Optional<String> sourceHash() {
    return sourceHash;
  }

  void weighed(String hash) {
    sourceHash = Optional.of(hash);
  }

  /** Whether its file is the same there. */
  boolean hasSameFile() {
    return sourceHash.isPresent() && sourceHash.equals(heldFile.hash());
  }

  /** What became of it so far, when all that is missing are its details. */
  Optional<Fate> taken() {
    return taken;
  }

  /** The vendor has it but for its details. Whoever comes next must find it there. */
  void taken(Fate fate, Optional<String> told) {
    taken = Optional.of(fate);
    id = told.or(() -> id);
    record.markMaybeDelivered();
  }

  /** Whether the vendor has details of it. */
  boolean hasDetails() {
    return detailed || read().filter(there -> !there.isEmpty()).isPresent();
  }

  void detailed() {
    detailed = true;
  }

  /** What the vendor has must be looked at again before it is written over. */
  void forgetFile() {
    heldFile = NO_FILE;
    read = false;
  }

  boolean isThere() {
    return id.isPresent() || whereabouts == Whereabouts.THERE;
  }

  /** Whether somebody looked, and it wasn't there. */
  boolean isMissing() {
    return id.isEmpty() && whereabouts == Whereabouts.MISSING;
  }

  boolean isLookedUp() {
    return lookedUp;
  }

  boolean isLookupWanted() {
    return lookupWanted;
  }

  /** Whether it was looked up by its match, too. */
  boolean isMatched() {
    return matched;
  }

  /** Whether it may have been written without our knowing. */
  boolean isInDoubt() {
    return inDoubt;
  }

  boolean isCreateSent() {
    return createSent;
  }

  boolean isConflicted() {
    return conflicted;
  }

  /** Parcels of different groups never share a request. */
  Object group() {
    return group;
  }

  /** All names a vendor may call it by. */
  Set<String> names() {
    Set<String> names = new HashSet<>(Set.of(record.key()));
    id.ifPresent(names::add);
    return names;
  }

  void found(Found found) {
    lookedUp = true;
    lookupWanted = false;
    whereabouts = Whereabouts.THERE;
    id = found.id().or(() -> id);
    fields = Optional.of(found.fields());
    edit = found.edit();
    heldFile = found.file();
  }

  /** A key the vendor doesn't know. The id it was remembered by may still be right. */
  void notFound() {
    lookedUp = true;
    lookupWanted = false;
    whereabouts = Whereabouts.MISSING;
    fields = Optional.empty();
  }

  /** Nor is there one that matches. */
  void notMatched() {
    matched = true;
  }

  void lookAgain() {
    lookedUp = false;
    matched = false;
    lookupWanted = true;
  }

  /** What was remembered or found of it led nowhere. */
  void gone() {
    gone = true;
    goneId = id;
    id = Optional.empty();
    fields = Optional.empty();
    whereabouts = Whereabouts.MISSING;
    taken = Optional.empty();
    detailed = false;
    forgetFile();
    lookAgain();
  }

  boolean wasGone() {
    return gone;
  }

  void there() {
    whereabouts = Whereabouts.THERE;
  }

  void conflict() {
    conflicted = true;
  }

  /** A request with it had no answer one can trust. */
  void doubt(Action action) {
    inDoubt = true;
    if (action == Action.UPDATE) {
      forgetFile();
    }
    if (action == Action.CREATE) {
      createSent = true;
      record.markMaybeDelivered();
      lookAgain();
    }
  }

  /** Makes two groups of them, so that what is wrong with some shows. */
  static void split(List<Parcel> parcels) {
    int half = (parcels.size() + 1) / 2;
    regroup(parcels.subList(0, half));
    regroup(parcels.subList(half, parcels.size()));
  }

  private static void regroup(List<Parcel> parcels) {
    Object together = new Object();
    parcels.forEach(parcel -> parcel.group = together);
  }
}
