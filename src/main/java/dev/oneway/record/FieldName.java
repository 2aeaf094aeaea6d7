package dev.oneway.record;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** The names of fields that are made of the names in a record. */
public final class FieldName {
  /** What PostgreSQL takes for a column, in bytes of UTF-8. */
  private static final int LONGEST = 63;

  private static final int DIGEST_BYTES = 4;

  /** Columns that PostgreSQL gives to each table by itself. */
  private static final Set<String> SYSTEM =
      Set.of("ctid", "xmin", "xmax", "cmin", "cmax", "tableoid");

  private FieldName() {}

  /** Whether a name has neither a letter nor a digit. */
  public static boolean isBlank(String name) {
    return SnakeCase.of(name).isEmpty();
  }

  /**
   * The name of a member behind that of its object.
   *
   * @param first whether what is before it is a prefix, and not a name
   */
  public static String joined(String before, String member, boolean first) {
    String name = SnakeCase.of(member);
    return first || before.isEmpty() || name.isEmpty() ? before + name : before + "_" + name;
  }

  /**
   * The name as a column may have it: it doesn't begin with a digit, and a long one is cut and ends
   * with a digest of the whole, so that two of them stay two. Empty when there is none.
   */
  public static Optional<String> of(String name) {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    boolean needsMark = Character.isDigit(name.codePointAt(0)) || SYSTEM.contains(name);
    return Optional.of(cut(needsMark ? "_" + name : name));
  }

  /** A text as the name of a table or a column: {@code Order Completed} is order_completed. */
  public static Optional<String> ofText(String text) {
    return of(SnakeCase.of(text));
  }

  private static String cut(String name) {
    if (name.length() <= LONGEST / 3) {
      return name;
    }
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= LONGEST) {
      return name;
    }
    int end = LONGEST - 1 - 2 * DIGEST_BYTES;
    while ((bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8) + "_" + digest(bytes);
  }

  private static String digest(byte[] name) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(name);
      return HexFormat.of().formatHex(Arrays.copyOf(digest, DIGEST_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
