package dev.oneway.http.paging;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.oneway.http.HttpCall;
import dev.oneway.http.RequestBody;
import dev.oneway.record.RecordJson;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a page is asked for with: where, and what.
 *
 * @param headers of every request, by name in any case
 * @param url without the query, or with one that is used as it is
 * @param query in the order it is sent, behind that of the URL
 * @param body sent with POST; without it the page is asked for with GET. Never changed
 */
public record Question(
    Map<String, String> headers, URI url, List<Parameter> query, Optional<ObjectNode> body) {
  private static final String JSON = "application/json";

  /** A name and a value as people write them, not yet percent-encoded. */
  public record Parameter(String name, String value) {
    /** Percent-encoded but for the unreserved characters of RFC 3986. */
    String encoded() {
      return encode(name) + "=" + encode(value);
    }

    private static String encode(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8)
          .replace("+", "%20")
          .replace("*", "%2A")
          .replace("%7E", "~");
    }
  }

  public Question {
    query = List.copyOf(query);
  }

  HttpCall call() {
    Map<String, String> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sent.put("Accept", JSON);
    sent.putAll(headers);
    return new HttpCall(
        body.isPresent() ? "POST" : "GET",
        uri(),
        sent,
        body.map(document -> RequestBody.json(RecordJson.write(document))));
  }

  private URI uri() {
    String encoded = query.stream().map(Parameter::encoded).collect(Collectors.joining("&"));
    String mark = url.getRawQuery() == null ? "?" : "&";
    return encoded.isEmpty() ? url : URI.create(url + mark + encoded);
  }

  /** The same question with one more parameter, in place of one of that name. */
  Question with(Parameter added) {
    List<Parameter> parameters = new ArrayList<>(query);
    parameters.removeIf(parameter -> parameter.name().equals(added.name()));
    parameters.add(added);
    return new Question(headers, url, parameters, body);
  }

  /** The same question with another body. */
  Question with(ObjectNode document) {
    return new Question(headers, url, query, Optional.of(document));
  }

  /** What is found at another URL, which holds its query. */
  Question at(URI other) {
    return new Question(headers, other, List.of(), body);
  }
}
