package dev.oneway.draft;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * What a draft may look at. Each method throws an unchecked exception with a sentence for people
 * when it can't be had: settings without a value, a server that is down.
 */
public interface Surroundings {
  /**
   * A JSON document, and whether its answer's Link header leads to a next one.
   *
   * @param linked whether it does
   */
  record Document(JsonNode json, boolean linked) {}

  /** A database of the settings. */
  DataSource database(String name);

  /**
   * What a GET answers.
   *
   * @param auth NAME of the settings {@code oneway.auth.NAME.*}; empty for none
   */
  Document fetch(URI url, Optional<String> auth);

  /** A Kamelet's file; empty when there is none of that name. */
  Optional<String> kamelet(String name);

  /**
   * The first records a Kamelet reads.
   *
   * @param properties its properties by name, with placeholders
   */
  List<JsonNode> read(String kamelet, Map<String, String> properties);
}
