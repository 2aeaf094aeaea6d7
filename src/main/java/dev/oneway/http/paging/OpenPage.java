package dev.oneway.http.paging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.oneway.http.Answer;
import dev.oneway.http.Cancellation;
import dev.oneway.http.HttpCall;
import dev.oneway.http.HttpChannel;
import dev.oneway.run.FailureCategory;
import dev.oneway.run.FatalException;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Traffic;
import java.io.Closeable;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A page whose records are still coming in. Its first record is fetched when it is opened. */
final class OpenPage implements Closeable {
  private final HttpChannel channel;
  private final Question question;
  private final HttpCall call;
  private final Answer answer;
  private final PagePointers pointers;
  private final PageDocument document;
  private final PageTrace trace = new PageTrace();
  private Optional<Map<String, Object>> next = Optional.empty();
  private boolean fetched;
  private PageFacts facts;

  /**
   * Asks for a page and reads as far as its first record, so that whatever goes wrong until then
   * can be tried again: nothing was handed out yet.
   */
  static OpenPage open(
      HttpChannel channel,
      Question question,
      Traffic traffic,
      Cancellation cancellation,
      PagePointers pointers)
      throws RetriableException {
    HttpCall call = question.call();
    Answer answer = channel.fetch(call, traffic, cancellation);
    OpenPage page = null;
    try {
      page = new OpenPage(channel, question, call, answer, pointers);
      return page;
    } catch (IOException e) {
      throw channel.failed(call, e);
    } finally {
      if (page == null) {
        answer.close();
      }
    }
  }

  private OpenPage(
      HttpChannel channel, Question question, HttpCall call, Answer answer, PagePointers pointers)
      throws IOException, RetriableException {
    this.channel = channel;
    this.question = question;
    this.call = call;
    this.answer = answer;
    this.pointers = pointers;
    this.document = new PageDocument(answer.body(), pointers);
    upcoming();
  }

  /** Whether there is another record; false at the end of the page. */
  boolean hasNext() throws RetriableException {
    return upcoming().isPresent();
  }

  /** The record {@link #read()} will hand out; empty at the end of the page. */
  Optional<Map<String, Object>> upcoming() throws RetriableException {
    if (!fetched) {
      next = fetch();
      fetched = true;
    }
    return next;
  }

  Map<String, Object> read() throws RetriableException {
    Map<String, Object> record = upcoming().orElseThrow();
    fetched = false;
    trace.add(record);
    return record;
  }

  /** How much of the page was parsed so far, in bytes. */
  long position() {
    return document.position();
  }

  /**
   * What is known of the page at its end.
   *
   * @param number 1 for the first one
   * @param recordsBefore on the pages before it
   */
  ReadPage summary(long number, long recordsBefore) {
    return new ReadPage(
        pointers.names(),
        question,
        number,
        recordsBefore + trace.records(),
        trace,
        answer.headers("Link"),
        facts);
  }

  private Optional<Map<String, Object>> fetch() throws RetriableException {
    try {
      Optional<Map<String, Object>> record = document.next();
      answer.arrived();
      if (record.isEmpty()) {
        facts = PageFacts.of(document, pointers);
        answer.drain();
      }
      return record;
    } catch (UnexpectedDocumentException e) {
      throw new FatalException(
          "%s doesn't fit: %s. %s".formatted(what(), e.getMessage(), e.remedy()), e);
    } catch (StreamConstraintsException e) {
      throw new FatalException(
          what() + " is too big to be read: " + e.getOriginalMessage() + ".", e);
    } catch (JsonEOFException e) {
      throw unexpected(" broke off" + progress(), e);
    } catch (JsonProcessingException e) {
      throw unexpected(" is " + form() + ", not JSON" + progress(), e);
    } catch (IOException e) {
      RetriableException failed = channel.failed(call, e);
      throw new RetriableException(failed.category(), failed.getMessage() + progress(), null, e);
    }
  }

  private RetriableException unexpected(String how, IOException cause) {
    return new RetriableException(FailureCategory.UNEXPECTED_ANSWER, what() + how, null, cause);
  }

  private String what() {
    return "the answer to " + call;
  }

  private String form() {
    String type = answer.contentType().toLowerCase(Locale.ROOT);
    return type.contains("html") ? "HTML (a login page? a proxy?)" : "broken";
  }

  private String progress() {
    return trace.records() == 0 ? "" : ", " + trace.records() + " records into the page";
  }

  @Override
  public void close() {
    answer.close();
  }
}
