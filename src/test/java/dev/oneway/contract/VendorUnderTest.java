package dev.oneway.contract;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the contract must know of a vendor. The source is a table with the columns {@code id} (the
 * key, a text), {@code name}, {@code email}, {@code score} and {@code revision}.
 */
interface VendorUnderTest extends AutoCloseable {
  /** The Kamelet's name. */
  String kamelet();

  /** The Kamelet's properties, addresses included. */
  Map<String, String> properties();

  /** The settings {@code oneway.auth.*}. */
  Map<String, String> settings();

  /** The mapping file, from the source's table to the vendor's object. */
  String mapping();

  /** Whether this request creates or changes records. */
  boolean writes(Request request);

  /** Records per call; 1 for a vendor without bulk calls. */
  int batch();

  /** Whether a record that changed is written again; false for a message that was sent. */
  default boolean updates() {
    return true;
  }

  /** What the vendor holds: per key the mapped name; a key twice is a failure of this method. */
  Map<String, String> names();

  /**
   * Whether the record's mapped e-mail address is filled there; empty for a vendor that can't
   * clear.
   */
  default Optional<Boolean> hasEmail(String key) {
    return Optional.empty();
  }

  /** How many records the vendor holds under this key. */
  long count(String key);

  /** The vendor's own people fill a field no mapping knows. */
  void edit(String key);

  /** They change the mapped name, which isn't theirs; false where what was sent can't be edited. */
  default boolean rename(String key, String name) {
    return false;
  }

  /** Whether that field is still as they filled it. */
  boolean isAsEdited(String key);

  /** The fields that are filled and that neither the mapping, the vendor nor its people fill. */
  default Set<String> foreignFields() {
    return Set.of();
  }

  /** Somebody deletes the record there. */
  void remove(String key);

  /** The record is there already, made by somebody else. */
  void create(String key);

  /** Whether it lists what it holds, so that it is known what others put there. */
  default boolean lists() {
    return false;
  }

  /** The same with the key where we have it, so that it could be ours. */
  default void createLikeOurs(String key) {
    create(key);
  }

  /** A name the vendor refuses. */
  String refusedName();

  /** What it says then, a part of its message. */
  String refusal();

  /** What it answers when it can't, by itself or by our rights, whichever record it is sent. */
  default List<Reply> faultsOfNobodysRecord() {
    return List.of();
  }

  /** What it answers when it doesn't know itself whether it did what it was asked. */
  default List<Reply> doubtfulAnswers() {
    return List.of();
  }

  /** What a look-up finds while it is behind: nothing; empty where it never is. */
  default Optional<Reply> lateLookup() {
    return Optional.empty();
  }

  /** Whether it refuses to create a record whose key it has. */
  default boolean refusesDoubles() {
    return false;
  }

  /** Where in the answer to a bulk call the array of outcomes is; empty for single calls. */
  default Optional<List<String>> items() {
    return Optional.empty();
  }

  /** Whether its outcomes say which record they are of, so that their order is free. */
  default boolean itemsAreKeyed() {
    return false;
  }

  /** Makes the access token invalid; false where the credentials are fixed. */
  default boolean expireTokens() {
    return false;
  }

  /** Whether this request asks for an access token. */
  default boolean asksForToken(Request request) {
    return false;
  }

  /** Forgets all records. */
  void clear();

  @Override
  void close();
}
