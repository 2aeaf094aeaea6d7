package dev.oneway.source;

import com.fasterxml.jackson.core.JsonPointer;
import dev.oneway.http.Auth;
import dev.oneway.http.Backoff;
import dev.oneway.http.FakeTime;
import dev.oneway.http.HttpAccount;
import dev.oneway.http.HttpLimits;
import dev.oneway.http.HttpTimeouts;
import dev.oneway.http.Origin;
import dev.oneway.run.Traffic;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Builds reads for tests: no waiting between attempts, half a second of patience. */
final class Reads {
  private static final HttpTimeouts TIMEOUTS =
      new HttpTimeouts(Duration.ofSeconds(2), Duration.ofMillis(500));

  final FakeTime time = new FakeTime();
  private final URI url;
  private final List<PageAddress.Parameter> query = new ArrayList<>();
  private Paging paging = new Paging.None();
  private JsonPointer records = JsonPointer.compile("/items");
  private Auth auth = Auth.none();

  Reads(String url) {
    this.url = URI.create(url);
  }

  Reads query(String name, String value) {
    query.add(new PageAddress.Parameter(name, value));
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

  PagedRead open() {
    return new PagedRead(
        new PageAddress(url, query),
        records,
        paging,
        new HttpAccount(Origin.of(url), auth, time).channel(HttpLimits.parse("", 1), TIMEOUTS),
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
