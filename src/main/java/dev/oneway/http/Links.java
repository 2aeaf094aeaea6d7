package dev.oneway.http;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where an answer points to: its {@code Link} headers (RFC 8288) and references in general. */
public final class Links {
  private static final Pattern LINK =
      Pattern.compile("<([^>]*)>((?:\\s*;\\s*[^\\s=;,]+(?:\\s*=\\s*(?:\"[^\"]*\"|[^\\s;,]*))?)*)");
  private static final Pattern PARAMETER =
      Pattern.compile(";\\s*([^\\s=;,]+)(?:\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;,]*)))?");
  private static final Pattern BLANK = Pattern.compile("\\s+");

  private Links() {}

  /**
   * The target of the first link with this relation, as it stands in the header.
   *
   * @param headers the values of all Link headers of an answer
   */
  public static Optional<String> find(String relation, List<String> headers) {
    for (String header : headers) {
      Matcher link = LINK.matcher(header);
      while (link.find()) {
        if (hasRelation(link.group(2), relation)) {
          return Optional.of(link.group(1));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean hasRelation(String parameters, String relation) {
    Matcher parameter = PARAMETER.matcher(parameters);
    while (parameter.find()) {
      if (parameter.group(1).equalsIgnoreCase("rel")) {
        String relations = parameter.group(2) == null ? parameter.group(3) : parameter.group(2);
        return relations != null
            && BLANK.splitAsStream(relations).anyMatch(relation::equalsIgnoreCase);
      }
    }
    return false;
  }

  /**
   * The absolute URL a reference means on a page (RFC 3986, 5.2).
   *
   * @throws IllegalArgumentException when the reference is no URL
   */
  public static URI resolve(URI page, String reference) {
    if (!reference.startsWith("?")) {
      return page.resolve(reference);
    }
    // java.net.URI still follows RFC 2396 here and would cut the last step of the path.
    String whole = page.toString();
    int query = whole.indexOf('?');
    return URI.create((query < 0 ? whole : whole.substring(0, query)) + reference);
  }
}
