package dev.oneway.draft;

import com.fasterxml.jackson.databind.JsonNode;
import dev.oneway.run.Reasons;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Looks at both sides of a flow, and remembers what couldn't be looked at, and why. */
final class Look {
  private static final String FROM_NAMES =
      "Its fields aren't known; they are taken to be called like those of the other side.";

  private static final String NO_FILE =
      "The file in oneway.datasource.%s.url can't be opened. For a new database make an empty one."
          + " The draft has the table created.";

  private final Surroundings surroundings;
  private final List<String> remarks = new ArrayList<>();
  private boolean tableMissing;

  Look(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** What couldn't be looked at, in sentences. */
  List<String> remarks() {
    return remarks;
  }

  /** Whether the destination is reached and has no such table. */
  boolean tableIsMissing() {
    return tableMissing;
  }

  /** What a Kamelet needs of a route; nothing when it isn't there. */
  Map<String, String> settings(Address.Kamelet kamelet) {
    return surroundings
        .kamelet(kamelet.name())
        .map(KameletNeeds::of)
        .map(it -> it.settings(kamelet.system()))
        .orElseGet(
            () -> {
              remarks.add("There is no Kamelet `%s`.".formatted(kamelet.name()));
              return Map.of();
            });
  }

  Side source(Wish wish) {
    if (wish.from() instanceof Address.Table table) {
      return table(table, false);
    }
    if (!wish.sample().isEmpty()) {
      return sampled(wish.from(), wish.sample());
    }
    if (wish.from() instanceof Address.Url url) {
      return fetched(url, wish.fromAuth());
    }
    return wish.from() instanceof Address.Kamelet kamelet ? read(kamelet) : untold(wish.from());
  }

  Side destination(Wish wish) {
    if (wish.to() instanceof Address.Table table) {
      return table(table, true);
    }
    return Side.unknown(wish.to().system(), wish.to().object());
  }

  private Side table(Address.Table table, boolean written) {
    try {
      TableInspection.Found found =
          TableInspection.of(surroundings.database(table.database()), table);
      return new Side(table.system(), found.name(), found.columns(), found.key(), Optional.empty());
    } catch (TableInspection.NoTableException e) {
      tableMissing |= written;
      remarks.add(e.getMessage() + (written ? " The draft has it created." : " " + FROM_NAMES));
    } catch (SQLException | RuntimeException e) {
      if (written && hasNoFile(e)) {
        tableMissing = true;
        remarks.add(NO_FILE.formatted(table.database()));
        return Side.unknown(table.system(), table.object());
      }
      remarks.add(
          "%s can't be looked at: %s %s".formatted(table.database(), sentence(e), FROM_NAMES));
    }
    return Side.unknown(table.system(), table.object());
  }

  /** SQLite's databases are files, and none is made by opening it. */
  private static boolean hasNoFile(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLiteException sqlite
          && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_CANTOPEN) {
        return true;
      }
    }
    return false;
  }

  private Side fetched(Address.Url url, Optional<String> auth) {
    try {
      Surroundings.Document document = surroundings.fetch(url.url(), auth);
      Pages pages = Pages.of(document.json(), document.linked());
      return side(url, pages.recordsOf(document.json()), Optional.of(pages));
    } catch (RuntimeException e) {
      return unasked(url, url.url().getHost(), e);
    }
  }

  private Side read(Address.Kamelet kamelet) {
    try {
      List<JsonNode> records = surroundings.read(kamelet.name(), settings(kamelet));
      return side(kamelet, records, Optional.empty());
    } catch (RuntimeException e) {
      return unasked(kamelet, kamelet.name(), e);
    }
  }

  private Side unasked(Address address, String name, RuntimeException failure) {
    remarks.add(
        "%s can't be asked for a sample: %s Give one with --sample FILE.json. %s"
            .formatted(name, sentence(failure), FROM_NAMES));
    return Side.unknown(address.system(), address.object());
  }

  private Side untold(Address webhook) {
    remarks.add(
        "Nobody can be asked what is sent. Give an event with --sample FILE.json. " + FROM_NAMES);
    return Side.unknown(webhook.system(), webhook.object());
  }

  /** A page of a resource is looked into for its records, an event for what it is wrapped in. */
  private static Side sampled(Address address, List<JsonNode> sample) {
    if (sample.size() > 1 || address instanceof Address.Kamelet) {
      return side(address, sample.stream().flatMap(Look::elements).toList(), Optional.empty());
    }
    Pages pages =
        address instanceof Address.Webhook
            ? Pages.ofEvent(sample.get(0))
            : Pages.of(sample.get(0), false);
    return side(address, pages.recordsOf(sample.get(0)), Optional.of(pages));
  }

  private static Stream<JsonNode> elements(JsonNode document) {
    return document.isArray()
        ? StreamSupport.stream(document.spliterator(), false)
        : Stream.of(document);
  }

  private static Side side(Address address, List<JsonNode> records, Optional<Pages> pages) {
    return new Side(
        address.system(), address.object(), Sample.attributes(records), List.of(), pages);
  }

  private static String sentence(Exception failure) {
    String reason = Reasons.of(failure);
    return reason.endsWith(".") ? reason : reason + ".";
  }
}
