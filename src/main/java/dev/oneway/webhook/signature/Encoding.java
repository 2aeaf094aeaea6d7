package dev.oneway.webhook.signature;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** How bytes are written as text. */
enum Encoding {
  HEX {
    @Override
    String write(byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }

    @Override
    byte[] parse(String text) {
      return HexFormat.of().parseHex(text);
    }
  },
  BASE64 {
    @Override
    String write(byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    byte[] parse(String text) {
      return Base64.getDecoder().decode(text);
    }
  },
  /** The bytes are a text in UTF-8. */
  TEXT {
    @Override
    String write(byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    byte[] parse(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  };

  abstract String write(byte[] bytes);

  /**
   * @throws IllegalArgumentException when the text isn't written like this
   */
  abstract byte[] parse(String text);

  /** Empty when the text isn't written like this. */
  Optional<byte[]> read(String text) {
    try {
      return Optional.of(parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
