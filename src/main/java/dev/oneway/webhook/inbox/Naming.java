package dev.oneway.webhook.inbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an event is called: by which delivery it came, and whose order it keeps. Immutable; threads
 * may share it.
 */
final class Naming {
  private static final String HEADER = "header:";

  /** PostgreSQL indexes no longer texts; a name is only ever compared. */
  private static final int LONGEST = 500;

  private final Pointers key;
  private final Pointers deliveryId;
  private final Optional<String> deliveryHeader;

  private Naming(Pointers key, Pointers deliveryId, Optional<String> deliveryHeader) {
    this.key = key;
    this.deliveryId = deliveryId;
    this.deliveryHeader = deliveryHeader;
  }

  /**
   * @param key JSON pointers; null for none
   * @param deliveryId {@code header:NAME} or JSON pointers; null for none
   * @throws IllegalArgumentException when one is written wrong
   */
  static Naming of(String key, String deliveryId) {
    Pointers keys = Pointers.parse("key", key);
    if (deliveryId == null || !deliveryId.startsWith(HEADER)) {
      return new Naming(keys, Pointers.parse("deliveryId", deliveryId), Optional.empty());
    }
    String header = deliveryId.substring(HEADER.length()).strip();
    if (header.isEmpty()) {
      throw new IllegalArgumentException(
          "deliveryId is `header:` without a name. Write it like deliveryId=header:webhook-id.");
    }
    return new Naming(keys, Pointers.parse("deliveryId", null), Optional.of(header));
  }

  /** Whether the sender's own name of a delivery stands in a header. */
  boolean byHeader() {
    return deliveryHeader.isPresent();
  }

  /** The name a request's header gives to all it brings. */
  Optional<String> ofRequest(Function<String, Optional<String>> headers) {
    return deliveryHeader.flatMap(headers).filter(id -> !id.isBlank());
  }

  /**
   * @param request what {@link #ofRequest} found
   * @param index the event's place in the request; 0 also for one that is alone
   */
  Event event(Map<String, Object> record, String json, Optional<String> request, int index) {
    Optional<String> id =
        byHeader()
            ? request.map(name -> index == 0 ? name : name + "#" + index)
            : deliveryId.text(record);
    return new Event(id.map(Naming::storable), key.text(record).map(Naming::storable), json);
  }

  private static String storable(String name) {
    String stored = name.replace('\0', '\uFFFD');
    return stored.length() <= LONGEST ? stored : "sha256:" + digest(stored);
  }

  private static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
