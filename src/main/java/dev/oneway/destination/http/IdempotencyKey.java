package dev.oneway.destination.http;

import dev.oneway.record.MappedRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Names a create, so that a vendor knows its repetition: the same across retries, restarts and
 * flows, another for other content, another version, another request, and for a record that is made
 * again after it was deleted there.
 */
final class IdempotencyKey {
  private static final int BYTES = 16;

  private IdempotencyKey() {}

  /** 32 hexadecimal digits. */
  static String of(Shipment shipment) {
    MessageDigest sha256 = sha256();
    part(sha256, shipment.request().line().method());
    part(sha256, shipment.url().getPath());
    for (Parcel parcel : shipment.parcels()) {
      MappedRecord record = parcel.record();
      part(sha256, record.key());
      part(sha256, record.fingerprint());
      part(sha256, record.version().map(Object::toString).orElse(""));
      part(sha256, parcel.goneId().orElse(""));
    }
    return HexFormat.of().formatHex(Arrays.copyOf(sha256.digest(), BYTES));
  }

  private static void part(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
