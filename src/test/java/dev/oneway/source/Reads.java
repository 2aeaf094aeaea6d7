package dev.oneway.source;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.oneway.http.Auth;
import dev.oneway.http.Backoff;
import dev.oneway.http.FakeTime;
import dev.oneway.http.HttpAccount;
import dev.oneway.http.HttpLimits;
import dev.oneway.http.HttpTimeouts;
import dev.oneway.http.Origin;
import dev.oneway.http.paging.OptionNames;
import dev.oneway.http.paging.PagePointers;
import dev.oneway.http.paging.PageSequence;
import dev.oneway.http.paging.Paging;
import dev.oneway.http.paging.Question;
import dev.oneway.http.paging.ReadPlan;
import dev.oneway.record.RecordJson;
import dev.oneway.run.Traffic;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Builds reads for tests: no waiting between attempts, half a second of patience. */
final class Reads {
  final FakeTime time = new FakeTime();
  private final URI url;
  private final List<Question.Parameter> query = new ArrayList<>();
  private Paging paging = new Paging.None();
  private JsonPointer records = JsonPointer.compile("/items");
  private Auth auth = Auth.none();
  private Optional<ObjectNode> body = Optional.empty();
  private Optional<JsonPointer> end = Optional.empty();
  private Optional<JsonPointer> count = Optional.empty();
  private HttpAccount account;
  private String rate = "";
  private HttpTimeouts timeouts = new HttpTimeouts(Duration.ofSeconds(2), Duration.ofMillis(500));

  Reads(String url) {
    this.url = URI.create(url);
  }

  Reads query(String name, String value) {
    query.add(new Question.Parameter(name, value));
    return this;
  }

  Reads paging(Paging style) {
    this.paging = style;
    return this;
  }

  Reads records(String pointer) {
    this.records = JsonPointer.compile(pointer);
    return this;
  }

  Reads auth(Auth credentials) {
    this.auth = credentials;
    return this;
  }

  Reads body(String json) {
    try {
      this.body = Optional.of((ObjectNode) RecordJson.mapper().readTree(json));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  Reads end(String pointer) {
    this.end = Optional.of(JsonPointer.compile(pointer));
    return this;
  }

  Reads count(String pointer) {
    this.count = Optional.of(JsonPointer.compile(pointer));
    return this;
  }

  Reads account(HttpAccount shared) {
    this.account = shared;
    return this;
  }

  /** For reads that mustn't fail however busy this machine is. */
  Reads patient() {
    this.timeouts = new HttpTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(20));
    return this;
  }

  Reads rate(String limit) {
    this.rate = limit;
    return this;
  }

  PagedRead open() {
    Question question = new Question(Map.of(), url, query, body);
    PagePointers pointers =
        new PagePointers(
            OptionNames.PLAIN, records, paging.pointer(), end, count, Optional.empty());
    ReadPlan plan = new ReadPlan(pointers, paging, Optional.empty());
    HttpAccount server = account == null ? new HttpAccount(Origin.of(url), auth, time) : account;
    return new PagedRead(
        new PageSequence(plan, window -> question, Optional.empty()),
        pointers,
        server.channel(HttpLimits.parse(rate, 1), timeouts),
        new Backoff(5, Duration.ofMinutes(2), time, time, new Random(1)),
        new Traffic());
  }

  List<Map<String, Object>> all() {
    return drain(open());
  }

  /** The values of the records' field id. */
  List<Object> ids() {
    return all().stream().map(record -> record.get("id")).toList();
  }

  static List<Map<String, Object>> drain(Iterator<Map<String, Object>> read) {
    List<Map<String, Object>> all = new ArrayList<>();
    read.forEachRemaining(all::add);
    return all;
  }
}
