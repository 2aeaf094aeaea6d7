package dev.oneway.http.auth;

import dev.oneway.record.RecordJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The secrets one set of credentials has used, as nobody must read them: as they are, in JSON, in a
 * URL or a form, in base64. Remembers the 200 that were used last, which is days of tokens.
 *
 * <p>Threads may share it.
 */
final class Secrets {
  private static final String HIDDEN = "***";
  private static final int MOST = 200;
  private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");

  private final Map<String, List<String>> forms = new LinkedHashMap<>();
  private volatile List<String> longestFirst = List.of();

  /** From now on it is concealed; a blank one isn't. */
  synchronized void learn(String secret) {
    if (secret.isBlank()) {
      return;
    }
    List<String> known = forms.remove(secret);
    forms.put(secret, known == null ? formsOf(secret) : known);
    if (forms.size() > MOST) {
      forms.remove(forms.keySet().iterator().next());
    }
    if (known == null) {
      longestFirst =
          forms.values().stream()
              .flatMap(List::stream)
              .distinct()
              .sorted(Comparator.comparingInt(String::length).reversed())
              .toList();
    }
  }

  String conceal(String text) {
    String safe = text;
    for (String form : longestFirst) {
      safe = safe.replace(form, HIDDEN);
    }
    return safe;
  }

  private static List<String> formsOf(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    String json = RecordJson.write(secret);
    String inJson = json.substring(1, json.length() - 1);
    String inForm = URLEncoder.encode(secret, StandardCharsets.UTF_8);
    String inUrl = inForm.replace("+", "%20");
    return Stream.of(
            secret,
            inJson,
            inJson.replace("/", "\\/"),
            inForm,
            inUrl,
            lowerCase(inForm),
            lowerCase(inUrl),
            Base64.getEncoder().withoutPadding().encodeToString(bytes),
            Base64.getEncoder().encodeToString(bytes),
            Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
            Base64.getUrlEncoder().encodeToString(bytes))
        .distinct()
        .toList();
  }

  private static String lowerCase(String encoded) {
    return ESCAPE.matcher(encoded).replaceAll(escape -> escape.group().toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return "Secrets[" + HIDDEN + "]";
  }
}
