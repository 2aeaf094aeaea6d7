package dev.oneway.http.paging;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes into a document where a JSON pointer leads. */
public final class JsonMember {
  private JsonMember() {}

  /**
   * Sets a member or an element, in place of one that is there.
   *
   * @param at what holds it is there
   */
  public static void put(ObjectNode document, JsonPointer at, JsonNode value) {
    JsonNode holder = document.at(at.head());
    if (holder instanceof ArrayNode array) {
      array.set(at.last().getMatchingIndex(), value);
    } else {
      ((ObjectNode) holder).set(at.last().getMatchingProperty(), value);
    }
  }
}
