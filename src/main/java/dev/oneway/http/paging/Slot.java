package dev.oneway.http.paging;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.ValueNode;

/** Where a question says which page is meant. Immutable; threads may share it. */
public sealed interface Slot {

  /** The same question for the page of this cursor, offset or number. */
  Question put(ValueNode page, Question question);

  /** A parameter of the query. */
  record InQuery(String name) implements Slot {
    @Override
    public Question put(ValueNode page, Question question) {
      return question.with(new Question.Parameter(name, page.asText()));
    }
  }

  /** A member of the body, a number when the page is told by a number. */
  record InBody(JsonPointer at) implements Slot {
    @Override
    public Question put(ValueNode page, Question question) {
      ObjectNode body = question.body().orElseThrow().deepCopy();
      JsonMember.put(body, at, page);
      return question.with(body);
    }
  }
}
