package dev.oneway.webhook.signature;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL as HubSpot signs it: twelve of its escapes are decoded, all others stay ({@code
 * developers.hubspot.com}, "Validate the v3 request signature").
 */
final class DecodedUrl {
  private static final Map<String, String> DECODED =
      Map.ofEntries(
          Map.entry("%3A", ":"),
          Map.entry("%2F", "/"),
          Map.entry("%3F", "?"),
          Map.entry("%40", "@"),
          Map.entry("%21", "!"),
          Map.entry("%24", "$"),
          Map.entry("%27", "'"),
          Map.entry("%28", "("),
          Map.entry("%29", ")"),
          Map.entry("%2A", "*"),
          Map.entry("%2C", ","),
          Map.entry("%3B", ";"));

  private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");

  private DecodedUrl() {}

  static String of(String url) {
    return ESCAPE
        .matcher(url)
        .replaceAll(
            escape ->
                Matcher.quoteReplacement(
                    DECODED.getOrDefault(escape.group().toUpperCase(Locale.ROOT), escape.group())));
  }
}
