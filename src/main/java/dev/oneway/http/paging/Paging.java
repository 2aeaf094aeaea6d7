package dev.oneway.http.paging;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import dev.oneway.http.Links;
import dev.oneway.http.PrintableUrl;
import dev.oneway.run.FatalException;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;

/** How a server tells where the next page is. Immutable; threads may share it. */
public sealed interface Paging {

  /** Where in the document to look for what {@link #after} needs. */
  default Optional<JsonPointer> pointer() {
    return Optional.empty();
  }

  /** What to ask for the first page. */
  default Question first(Question question) {
    return question;
  }

  /**
   * What to ask for the page after this one; empty when it was the last.
   *
   * @param question without a place in it
   */
  Optional<Question> after(ReadPage page, Question question);

  /** There is one page. */
  record None() implements Paging {
    @Override
    public Optional<Question> after(ReadPage page, Question question) {
      return Optional.empty();
    }
  }

  /** A Link header with the relation next (RFC 8288); its URL is used as it is. */
  record Link() implements Paging {
    @Override
    public Optional<Question> after(ReadPage page, Question question) {
      return Links.find("next", page.links()).map(link -> follow(page, link));
    }
  }

  /** A URL in the document, absolute or relative to the page. */
  record Url(JsonPointer at) implements Paging {
    @Override
    public Optional<JsonPointer> pointer() {
      return Optional.of(at);
    }

    @Override
    public Optional<Question> after(ReadPage page, Question question) {
      return page.facts().next().map(url -> follow(page, url.asText()));
    }
  }

  /** A cursor in the document, to be sent with the same question. */
  record Cursor(JsonPointer at, Slot slot) implements Paging {
    @Override
    public Optional<JsonPointer> pointer() {
      return Optional.of(at);
    }

    @Override
    public Optional<Question> after(ReadPage page, Question question) {
      return page.facts().next().map(cursor -> slot.put(cursor, question));
    }
  }

  /**
   * A boolean in the document says that there is another page, which begins behind the last record
   * of this one.
   */
  record More(JsonPointer at, RecordPlace place, Slot slot) implements Paging {
    @Override
    public Optional<JsonPointer> pointer() {
      return Optional.of(at);
    }

    @Override
    public Optional<Question> after(ReadPage page, Question question) {
      return page.facts().next().map(more -> slot.put(TextNode.valueOf(cursor(page)), question));
    }

    private String cursor(ReadPage page) {
      return page.trace()
          .last()
          .flatMap(place::text)
          .orElseThrow(
              () ->
                  new FatalException(
                      "the answer to %s says that there is more, and its last record has nothing at %s to go on from. Check the options %s and %s."
                          .formatted(
                              page.question().call(),
                              place.pointer(),
                              page.names().of("next"),
                              page.names().of("cursorRecord"))));
    }
  }

  /**
   * The place of a page's first record among all. An empty page is the last one, and one with which
   * as many records were read as there are.
   *
   * @param first the place of the very first record
   * @param pageSize when known, a page with fewer records is the last one too
   */
  record Offset(Slot slot, int first, OptionalInt pageSize) implements Paging {
    @Override
    public Question first(Question question) {
      return slot.put(IntNode.valueOf(first), question);
    }

    @Override
    public Optional<Question> after(ReadPage page, Question question) {
      long read = page.recordsSoFar();
      boolean last =
          page.records() == 0
              || page.records() < pageSize.orElse(1)
              || read >= page.facts().total().orElse(Long.MAX_VALUE);
      return last
          ? Optional.empty()
          : Optional.of(slot.put(LongNode.valueOf(first + read), question));
    }
  }

  /** The page's number. An empty page is the last one. */
  record Numbered(Slot slot, int firstPage) implements Paging {
    @Override
    public Question first(Question question) {
      return slot.put(number(firstPage), question);
    }

    @Override
    public Optional<Question> after(ReadPage page, Question question) {
      return page.records() == 0
          ? Optional.empty()
          : Optional.of(slot.put(number(firstPage + page.number()), question));
    }

    private static ValueNode number(long page) {
      return JsonNodeFactory.instance.numberNode(page);
    }
  }

  private static Question follow(ReadPage page, String reference) {
    URI here = page.question().call().url();
    try {
      return page.question().at(Links.resolve(here, UrlText.encoded(reference)));
    } catch (IllegalArgumentException e) {
      throw new FatalException(
          "GET %s names a next page that is no URL. Check the option %s."
              .formatted(PrintableUrl.of(here), page.names().of("next")),
          e);
    }
  }
}
