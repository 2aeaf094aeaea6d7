package dev.oneway.destination.http.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;

/**
 * Where an answer tells of a record's file. Immutable; threads may share it.
 *
 * @param hash its SHA-1 in hexadecimal digits
 * @param tag its version, for If-Match
 * @param required whether an answer without the hash isn't of the declared form
 */
public record FileForm(Optional<Pointers> hash, Optional<Pointers> tag, boolean required) {
  /** Of a destination without files. */
  public static final FileForm NONE = new FileForm(Optional.empty(), Optional.empty(), false);

  /**
   * A file as the vendor has it.
   *
   * @param hash its SHA-1 in lower case
   */
  public record Held(Optional<String> hash, Optional<String> tag) {}

  /** The options as they are written; null where one isn't. */
  public static FileForm parse(String hash, String tag) {
    return new FileForm(Pointers.parse("fileHash", hash), Pointers.parse("ifMatch", tag), false);
  }

  /** The same of an answer that must tell the hash, where any does. */
  FileForm mandatory() {
    return new FileForm(hash, tag, hash.isPresent());
  }

  boolean isTold(JsonNode document) {
    return !required || in(document).hash().isPresent();
  }

  /** What is told of it; empty where nothing is. */
  public Held in(JsonNode document) {
    return new Held(
        hash.flatMap(pointers -> pointers.text(document))
            .map(text -> text.toLowerCase(Locale.ROOT)),
        tag.flatMap(pointers -> pointers.text(document)));
  }
}
