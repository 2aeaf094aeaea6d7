package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.oneway.app.Application;
import dev.oneway.draft.Address;
import dev.oneway.draft.Draft;
import dev.oneway.draft.Rhythm;
import dev.oneway.draft.Wish;
import dev.oneway.flow.Entry;
import dev.oneway.flow.Flow;
import dev.oneway.flow.FlowState;
import dev.oneway.record.RecordJson;
import dev.oneway.testing.Home;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A flow as somebody wishes it, drafted into a home by what is there. */
final class DraftedFlow {
  private final Home home;
  private final String name;
  private final String from;
  private final String to;
  private List<String> key = List.of();
  private Optional<String> changedAt = Optional.empty();
  private final List<JsonNode> sample = new ArrayList<>();
  private Draft draft;

  DraftedFlow(Home home, String name, String from, String to) {
    this.home = home;
    this.name = name;
    this.from = from;
    this.to = to;
  }

  DraftedFlow key(String... fields) {
    key = List.of(fields);
    return this;
  }

  DraftedFlow changedAt(String field) {
    changedAt = Optional.of(field);
    return this;
  }

  DraftedFlow sample(String... documents) {
    for (String document : documents) {
      try {
        sample.add(RecordJson.mapper().readTree(document));
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException(e);
      }
    }
    return this;
  }

  /** Writes it, as {@code oneway new} does, and checks it, as {@code oneway validate} does. */
  DraftedFlow write() {
    Wish wish =
        new Wish(
            name,
            Address.source(from),
            Address.destination(to),
            key,
            Rhythm.every("15m"),
            changedAt,
            sample,
            Optional.empty(),
            Optional.empty());
    try (Application application = home.start(Entry.INSPECT)) {
      draft = application.draft(wish);
    }
    home.write("routes/" + name + ".camel.yaml", draft.route())
        .write("mappings/" + wish.mapping() + ".yaml", draft.mapping());
    return this;
  }

  Draft draft() {
    return draft;
  }

  FlowState state() {
    return home.flows().stream()
        .filter(flow -> flow.name().equals(name))
        .map(Flow::state)
        .findFirst()
        .orElseThrow();
  }

  DraftedFlow isReady() {
    FlowState state = state();
    assertThat(state)
        .as(() -> state + "\n" + draft.route() + draft.mapping())
        .isInstanceOf(FlowState.Ready.class);
    return this;
  }
}
