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
 * values in the mapping's order (after a mark, when the record is gone), in base64 without padding.
 * Each value goes in with its type and length, so that ("ab", "c") differs from ("a", "bc"), null
 * from absent and 1 from "1". Numbers of the same value are the same (1, 1.0 and 1.00), whatever
 * Java type carries them. An {@link Assignment} goes in without its values: who takes turns may
 * change, and no record has changed.
 */
final class Fingerprint {
  private static final int BYTES = 16;
  private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();
  private static final ThreadLocal<Fingerprint> OF_THREAD =
      ThreadLocal.withInitial(Fingerprint::new);

  private static final int LARGEST_KEPT_BUFFER = 1 << 16;

  private final MessageDigest sha256 = newSha256();
  private byte[] buffer = new byte[1024];
  private int size;

  private Fingerprint() {}

  static String of(Operation operation, Row row) {
    Fingerprint fingerprint = OF_THREAD.get();
    fingerprint.size = 0;
    switch (operation) {
      case UPSERT -> {}
      case DEACTIVATE -> fingerprint.put((byte) 'D');
      case ARCHIVE -> fingerprint.put((byte) 'A');
      case DELETE -> fingerprint.put((byte) 'X');
    }
    fingerprint.row(row);
    return fingerprint.digest();
  }

  private String digest() {
    sha256.update(buffer, 0, size);
    if (buffer.length > LARGEST_KEPT_BUFFER) {
      buffer = new byte[LARGEST_KEPT_BUFFER];
    }
    return BASE64.encodeToString(Arrays.copyOf(sha256.digest(), BYTES));
  }

  /** Where a row begins and ends goes in too, or its last field could belong to the next row. */
  private void row(Row row) {
    put((byte) '{');
    List<Field> fields = row.shape().fields();
    for (int i = 0; i < fields.size(); i++) {
      if (row.has(i)) {
        bytes('f', row.shape().nameOf(i));
        value(row.value(i));
      }
    }
    for (int i = 0; i < row.shape().children().size(); i++) {
      children(row.shape().children().get(i), row.children(i));
    }
    put((byte) '}');
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
      put((byte) '0');
    } else if (value instanceof Assignment) {
      length('a', 0);
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
    bytes(type, text.getBytes(StandardCharsets.UTF_8));
  }

  private void bytes(char type, byte[] bytes) {
    length(type, bytes.length);
    reserve(bytes.length);
    System.arraycopy(bytes, 0, buffer, size, bytes.length);
    size += bytes.length;
  }

  private void length(char type, int length) {
    reserve(5);
    buffer[size++] = (byte) type;
    buffer[size++] = (byte) (length >>> 24);
    buffer[size++] = (byte) (length >>> 16);
    buffer[size++] = (byte) (length >>> 8);
    buffer[size++] = (byte) length;
  }

  private void put(byte one) {
    reserve(1);
    buffer[size++] = one;
  }

  private void reserve(int more) {
    if (buffer.length - size < more) {
      buffer = Arrays.copyOf(buffer, Math.max(Math.addExact(size, more), 2 * buffer.length));
    }
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
