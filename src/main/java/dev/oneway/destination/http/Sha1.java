package dev.oneway.destination.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-1 as vendors tell it of a file: to know it again, not to keep a secret. */
final class Sha1 {
  private final MessageDigest digest;

  Sha1() {
    try {
      digest = MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  void update(byte[] bytes, int length) {
    digest.update(bytes, 0, length);
  }

  /** 40 hexadecimal digits in lower case. */
  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
