package dev.oneway.source;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.oneway.http.Answer;
import dev.oneway.http.HttpSession;
import dev.oneway.http.PrintableUrl;
import dev.oneway.run.FatalException;
import dev.oneway.run.RetriableException;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A page whose records are still coming in. Its first record is fetched when it is opened. */
final class OpenPage implements Closeable {
  private static final String JSON = "application/json";

  private final HttpSession session;
  private final URI url;
  private final Answer answer;
  private final PageDocument document;
  private Optional<Map<String, Object>> next = Optional.empty();
  private boolean fetched;
  private long records;

  /**
   * Asks for a page and reads as far as its first record, so that whatever goes wrong until then
   * can be tried again: nothing was handed out yet.
   */
  static OpenPage open(
      HttpSession session, URI url, JsonPointer records, Optional<JsonPointer> pointer)
      throws RetriableException {
    Answer answer = session.get(url, JSON);
    OpenPage page = null;
    try {
      page = new OpenPage(session, url, answer, records, pointer);
      return page;
    } catch (IOException e) {
      throw session.failed(url, e);
    } finally {
      if (page == null) {
        answer.close();
      }
    }
  }

  private OpenPage(
      HttpSession session,
      URI url,
      Answer answer,
      JsonPointer records,
      Optional<JsonPointer> pointer)
      throws IOException, RetriableException {
    this.session = session;
    this.url = url;
    this.answer = answer;
    this.document = new PageDocument(answer.body(), records, pointer);
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
    records++;
    return record;
  }

  /** What is known of the page at its end. */
  ReadPage summary(long number, long recordsBefore) {
    List<String> links = answer.headers("Link");
    return new ReadPage(url, number, records, recordsBefore + records, links, document.told());
  }

  private Optional<Map<String, Object>> fetch() throws RetriableException {
    try {
      Optional<Map<String, Object>> record = document.next();
      answer.arrived();
      if (record.isEmpty()) {
        answer.drain();
      }
      return record;
    } catch (UnexpectedDocumentException e) {
      throw new FatalException(
          what() + " doesn't fit: " + e.getMessage() + ". Check the options records and next.", e);
    } catch (StreamConstraintsException e) {
      throw new FatalException(
          what() + " is too big to be read: " + e.getOriginalMessage() + ".", e);
    } catch (JsonEOFException e) {
      throw new RetriableException(what() + " broke off" + progress(), e);
    } catch (JsonProcessingException e) {
      throw new RetriableException(what() + " is " + form() + ", not JSON" + progress(), e);
    } catch (IOException e) {
      RetriableException failed = session.failed(url, e);
      throw new RetriableException(failed.getMessage() + progress(), e);
    }
  }

  private String what() {
    return "the answer to GET " + PrintableUrl.of(url);
  }

  private String form() {
    String type = answer.contentType().toLowerCase(Locale.ROOT);
    return type.contains("html") ? "HTML (a login page? a proxy?)" : "broken";
  }

  private String progress() {
    return records == 0 ? "" : ", " + records + " records into the page";
  }

  @Override
  public void close() {
    answer.close();
  }
}
