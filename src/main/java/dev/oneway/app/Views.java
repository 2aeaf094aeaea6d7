package dev.oneway.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.oneway.draft.Surroundings;
import dev.oneway.fault.NotConfiguredException;
import dev.oneway.http.Answer;
import dev.oneway.http.Cancellation;
import dev.oneway.http.HttpAccounts;
import dev.oneway.http.HttpCall;
import dev.oneway.http.HttpChannel;
import dev.oneway.http.HttpLimits;
import dev.oneway.http.HttpTimeouts;
import dev.oneway.http.Origin;
import dev.oneway.record.RecordJson;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Run;
import dev.oneway.run.Traffic;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/** What a draft may look at, with the application's settings, credentials and limits. */
final class Views implements Surroundings {
  private static final int FIRST = 25;
  private static final HttpTimeouts TIMEOUTS =
      new HttpTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(20));

  private static final String READING = "direct:oneway-draft";

  /** What a first run would ask by. */
  private static final Map<String, String> FROM_THE_BEGINNING =
      Map.of(
          Run.SINCE_PROPERTY, "1970-01-01T00:00:00Z",
          Run.SINCE_DATE_TIME_PROPERTY, "1970-01-01 00:00:00",
          Run.SINCE_NUMBER_PROPERTY, "0",
          Run.SINCE_SECONDS_PROPERTY, "0",
          Run.SINCE_MILLIS_PROPERTY, "0");

  private final CamelContext context;
  private final DataSources databases;

  Views(CamelContext context, DataSources databases) {
    this.context = context;
    this.databases = databases;
  }

  @Override
  public DataSource database(String name) {
    databases
        .missingSetting(name)
        .ifPresent(
            setting -> {
              throw new NotConfiguredException(List.of(setting));
            });
    return (DataSource) databases.lookupByName(name);
  }

  @Override
  public Document fetch(URI url, Optional<String> auth) {
    HttpChannel channel =
        HttpAccounts.of(context)
            .account(Origin.of(url), auth.orElse(null))
            .channel(HttpLimits.parse("", 1), TIMEOUTS);
    HttpCall call = HttpCall.get(url, "application/json");
    try (Answer answer = channel.fetch(call, new Traffic(), new Cancellation())) {
      JsonNode json = RecordJson.mapper().readTree(answer.body());
      boolean linked =
          answer.headers("Link").stream().anyMatch(link -> link.matches(".*rel=\"?next\"?.*"));
      return new Document(json, linked);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RetriableException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  @Override
  public Optional<String> kamelet(String name) {
    for (String folder : List.of("file:kamelets/", "classpath:kamelets/")) {
      Resource file = ResourceHelper.resolveResource(context, folder + name + ".kamelet.yaml");
      if (file != null && file.exists()) {
        try (InputStream yaml = file.getInputStream()) {
          return Optional.of(new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return Optional.empty();
  }

  /** In a route of its own, since what a source reads is closed when its exchange ends. */
  @Override
  public List<JsonNode> read(String kamelet, Map<String, String> properties) {
    String uri =
        properties.entrySet().stream()
            .map(it -> it.getKey() + "=" + it.getValue())
            .collect(Collectors.joining("&", "kamelet:" + kamelet + "?", ""));
    List<JsonNode> records = new ArrayList<>();
    Exchange read =
        context
            .createProducerTemplate()
            .send(
                reading(uri, records),
                exchange -> FROM_THE_BEGINNING.forEach(exchange::setProperty));
    if (read.getException() != null) {
      throw new IllegalStateException(read.getException());
    }
    return records;
  }

  private String reading(String uri, List<JsonNode> records) {
    try {
      context.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from(READING).to(uri).process(exchange -> first(exchange, records));
            }
          });
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return READING;
  }

  private static void first(Exchange exchange, List<JsonNode> records) {
    Iterator<?> all = exchange.getMessage().getBody(Iterator.class);
    while (all.hasNext() && records.size() < FIRST) {
      records.add(RecordJson.mapper().valueToTree(all.next()));
    }
  }
}
