package dev.oneway.record;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The digest of what a record would write: the first 128 bits of SHA-256 over field names and
 * values in the mapping's order, in base64 without padding. Each value goes in with its type and
 * length, so that ("ab", "c") differs from ("a", "bc"), null from absent and 1 from "1". Numbers of
 * the same value are the same (1, 1.0 and 1.00), whatever Java type carries them.
 */
final class Fingerprint {
  private static final int BYTES = 16;
  private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();
  private static final ThreadLocal<Fingerprint> OF_THREAD =
      ThreadLocal.withInitial(Fingerprint::new);

  private final MessageDigest sha256 = newSha256();

  private Fingerprint() {}

  static String of(Row row) {
    Fingerprint fingerprint = OF_THREAD.get();
    fingerprint.sha256.reset();
    fingerprint.row(row);
    return BASE64.encodeToString(Arrays.copyOf(fingerprint.sha256.digest(), BYTES));
  }

  /** Where a row begins and ends goes in too, or its last field could belong to the next row. */
  private void row(Row row) {
    sha256.update((byte) '{');
    List<Field> fields = row.shape().fields();
    for (int i = 0; i < fields.size(); i++) {
      if (row.has(i)) {
        text('f', fields.get(i).name());
        value(row.value(i));
      }
    }
    for (int i = 0; i < row.shape().children().size(); i++) {
      children(row.shape().children().get(i), row.children(i));
    }
    sha256.update((byte) '}');
  }

  private void children(Shape.Child child, List<Row> rows) {
    if (rows == null) {
      return;
    }
    text('c', child.shape().object());
    length('n', rows.size());
    rows.forEach(this::row);
  }

  private void value(Object value) {
    if (value == null) {
      sha256.update((byte) '0');
    } else if (value instanceof Map<?, ?> map) {
      length('m', map.size());
      // The members of an object have no order; a source may give another one each time.
      Map<String, Object> sorted = new TreeMap<>();
      map.forEach((name, inner) -> sorted.put(String.valueOf(name), inner));
      sorted.forEach(
          (name, inner) -> {
            text('k', name);
            value(inner);
          });
    } else if (value instanceof List<?> list) {
      length('l', list.size());
      list.forEach(this::value);
    } else {
      text(typeOf(value), Scalars.text(value));
    }
  }

  private static char typeOf(Object value) {
    if (value instanceof String) {
      return 's';
    }
    if (value instanceof Number) {
      return 'd';
    }
    return value instanceof byte[] ? 'b' : 't';
  }

  private void text(char type, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    length(type, bytes.length);
    sha256.update(bytes);
  }

  private void length(char type, int length) {
    sha256.update((byte) type);
    sha256.update((byte) (length >>> 24));
    sha256.update((byte) (length >>> 16));
    sha256.update((byte) (length >>> 8));
    sha256.update((byte) length);
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
