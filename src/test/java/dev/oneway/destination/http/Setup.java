package dev.oneway.destination.http;

import dev.oneway.record.MappedRecord;
import dev.oneway.run.Fate;
import dev.oneway.run.Outcome;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Traffic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/** An http-upsert: endpoint as a route would declare it. */
final class Setup implements AutoCloseable {
  /** One request a record: created by POST, updated by id, looked up by key. */
  static final Map<String, String> ONE_BY_ONE =
      Map.of(
          "create", "POST /people",
          "update", "PATCH /people/${id}",
          "lookup", "GET /people?ext=${keys:csv}",
          "found", "/results",
          "foundKey", "/ext",
          "foundId", "/id",
          "ok", "/success",
          "id", "/id",
          "message", "/message",
          "errorField", "/field");

  /** Created and updated in bulk. */
  static final Map<String, String> BULK =
      with(
          ONE_BY_ONE,
          "create",
          "POST /people/bulk",
          "update",
          "POST /people/update",
          "body",
          "{ \"people\": \"${records}\" }",
          "record",
          "{ \"id\": \"${id}\", \"...\": \"${fields}\" }",
          "items",
          "/results",
          "code",
          "/code",
          "codes",
          "GONE=not-found",
          "batch",
          "3");

  /** Upserted in bulk by key. */
  static final Map<String, String> UPSERT =
      Map.of(
          "upsert", "POST /people/upsert",
          "body", "{ \"people\": \"${records}\" }",
          "items", "/results",
          "itemKey", "/ext",
          "ok", "/success",
          "id", "/id",
          "created", "/created",
          "message", "/message",
          "batch", "3");

  final CamelContext context = new DefaultCamelContext();
  private final Map<String, String> options;
  private final String url;
  private HttpUpsertEndpoint endpoint;

  Setup(String url, Map<String, String> options) {
    this.url = url;
    this.options = options;
  }

  static Map<String, String> with(Map<String, String> options, String... more) {
    Map<String, String> all = new LinkedHashMap<>(options);
    for (int i = 0; i < more.length; i += 2) {
      if (more[i + 1] == null) {
        all.remove(more[i]);
      } else {
        all.put(more[i], more[i + 1]);
      }
    }
    return all;
  }

  /** The endpoint's URI, every value in RAW. */
  static String uri(String url, Map<String, String> options) {
    StringBuilder uri = new StringBuilder("http-upsert:").append(url);
    options.forEach(
        (name, value) ->
            uri.append(uri.indexOf("?") < 0 ? "?" : "&")
                .append(name)
                .append("=RAW(")
                .append(value)
                .append(')'));
    return uri.toString();
  }

  HttpUpsertEndpoint endpoint() {
    if (endpoint == null) {
      context.start();
      Map<String, String> quick = new LinkedHashMap<>(options);
      quick.putIfAbsent("responseTimeout", "400ms");
      endpoint = context.getEndpoint(uri(url, quick), HttpUpsertEndpoint.class);
    }
    return endpoint;
  }

  List<Outcome> write(List<MappedRecord> chunk) throws RetriableException {
    return write(chunk, new Traffic());
  }

  List<Outcome> write(List<MappedRecord> chunk, Traffic traffic) throws RetriableException {
    return endpoint().destination().write(chunk, traffic);
  }

  List<Outcome> write(MappedRecord... chunk) throws RetriableException {
    return write(List.of(chunk));
  }

  static List<Fate> fates(List<Outcome> outcomes) {
    return outcomes.stream()
        .map(o -> o instanceof Outcome.Written written ? written.fate() : Fate.REJECTED)
        .toList();
  }

  static Outcome.Refused refusal(Outcome outcome) {
    return (Outcome.Refused) outcome;
  }

  static String id(Outcome outcome) {
    return ((Outcome.Written) outcome).destinationId().orElse("none");
  }

  @Override
  public void close() {
    context.stop();
  }
}
