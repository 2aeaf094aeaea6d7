package dev.oneway.destination.http.template;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A form (WHATWG URL, 5.2): {@code name=Ann&address[city]=Rome&tags[0]=new}; null is empty. */
final class FormBody {
  private FormBody() {}

  static String of(Map<?, ?> members) {
    StringBuilder form = new StringBuilder();
    members.forEach((name, value) -> append(form, String.valueOf(name), value));
    return form.toString();
  }

  private static void append(StringBuilder form, String name, Object value) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((inner, innerValue) -> append(form, name + "[" + inner + "]", innerValue));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        append(form, name + "[" + i + "]", list.get(i));
      }
    } else {
      form.append(form.isEmpty() ? "" : "&").append(encoded(name)).append('=');
      form.append(encoded(Texts.of(value)));
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
