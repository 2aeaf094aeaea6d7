package dev.oneway.deadletter;

import dev.oneway.record.RecordJson;
import dev.oneway.run.Rejection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** What tells one dead letter of a flow from another. */
final class Identity {
  private Identity() {}

  static String of(Rejection rejection) {
    return rejection.key().map(Identity::storable).orElseGet(() -> digest(rejection.source()));
  }

  /** Identifies a record whose key isn't known: {@code sha256:} and the hex digest of its JSON. */
  static String digest(Map<String, Object> source) {
    try {
      byte[] json = RecordJson.writeRecord(source).getBytes(StandardCharsets.UTF_8);
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** PostgreSQL stores no NUL in a text; a letter that can't be stored would be a lost record. */
  static String storable(String text) {
    return text.replace('\0', '\uFFFD');
  }
}
