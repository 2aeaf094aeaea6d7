package dev.oneway.mapping.value;

import dev.oneway.record.Characters;
import dev.oneway.record.Promise;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * {@code hash:}: the SHA-256 of a salt and the value's text in UTF-8, in lower-case hexadecimal. A
 * blank text becomes null, as its hash would look like a value. What it says never tells the salt.
 */
public final class Hash implements Stage {
  private static final TextType TEXT = new TextType();
  private static final int HEX_DIGITS = 64;

  /** Has taken the salt; copied for each value and never used itself, so threads may share it. */
  private final MessageDigest salted;

  private final boolean hasSalt;

  /**
   * @param salt put before each text
   */
  public Hash(Optional<String> salt) {
    this.salted = sha256();
    this.hasSalt = salt.isPresent();
    salt.ifPresent(text -> salted.update(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public Object apply(Object value) {
    String text = (String) TEXT.apply(value);
    if (text.isBlank()) {
      return null;
    }
    if (!Characters.areStorable(text)) {
      throw BadValue.type(value, "a text without U+0000 and half surrogate pairs to be hashed");
    }
    return HexFormat.of().formatHex(copy().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private MessageDigest copy() {
    try {
      return (MessageDigest) salted.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("this Java can't copy a SHA-256", e);
    }
  }

  @Override
  public String says() {
    return hasSalt ? "as salted SHA-256" : "as SHA-256";
  }

  @Override
  public Promise promised(Promise given) {
    return Promise.text(HEX_DIGITS);
  }
}
