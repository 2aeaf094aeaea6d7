package dev.oneway.webhook.signature;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The header that carries signatures. Immutable.
 *
 * @param separator what stands between several items; empty when there is one only
 * @param prefix what an item that is a signature begins with; others are skipped
 */
record SignatureHeader(String name, String separator, String prefix, Encoding encoding) {

  /** The signatures in it; what can't be one is left out. */
  List<byte[]> read(String value) {
    return items(value, prefix).stream()
        .flatMap(signature -> encoding.read(signature).stream())
        .toList();
  }

  /** What stands behind this beginning, of each item that begins so. */
  List<String> items(String value, String beginning) {
    Stream<String> items =
        separator.isEmpty()
            ? Stream.of(value)
            : Pattern.compile(separator, Pattern.LITERAL).splitAsStream(value).map(String::strip);
    return items
        .filter(item -> item.startsWith(beginning))
        .map(item -> item.substring(beginning.length()))
        .toList();
  }

  /**
   * @param first what stands before the signatures; empty for nothing
   */
  String write(String first, List<byte[]> signatures) {
    return Stream.concat(
            Stream.of(first).filter(item -> !item.isEmpty()),
            signatures.stream().map(signature -> prefix + encoding.write(signature)))
        .collect(Collectors.joining(separator));
  }
}
