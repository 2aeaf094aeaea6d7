package dev.oneway.deadletter;

import dev.oneway.record.Version;
import dev.oneway.run.Rejection;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one chunk says of one record.
 *
 * @param rejection the newest of the chunk; of equal versions, or without versions, the last
 * @param attempts how often the chunk refused it
 */
record Refusal(String identity, Rejection rejection, long attempts) {

  /** One per record, by identity, so that two transactions lock the same letters in one order. */
  static Collection<Refusal> of(List<Rejection> rejections) {
    TreeMap<String, Refusal> byIdentity = new TreeMap<>();
    for (Rejection rejection : rejections) {
      String identity = Identity.of(rejection);
      byIdentity.merge(identity, new Refusal(identity, rejection, 1), Refusal::and);
    }
    return byIdentity.values();
  }

  private Refusal and(Refusal later) {
    Refusal newest = isOlder(later.rejection.version(), rejection.version()) ? this : later;
    return new Refusal(identity, newest.rejection, attempts + later.attempts);
  }

  /** Versions that are missing or count something else say nothing about age. */
  static boolean isOlder(Optional<Version> one, Optional<Version> other) {
    return one.isPresent()
        && other.isPresent()
        && one.get().kind() == other.get().kind()
        && one.get().compareTo(other.get()) < 0;
  }
}
