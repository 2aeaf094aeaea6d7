package dev.oneway.http.paging;

import dev.oneway.run.FailureCategory;
import dev.oneway.run.FatalException;
import dev.oneway.run.RetriableException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Which page comes after which, until a read has come to its end, or is found never to. Its memory
 * doesn't grow with the pages. Not to be shared between threads.
 */
public final class PageSequence {
  private final ReadPlan plan;
  private final Function<String, Question> questions;
  private final Optional<WindowPosition> window;
  private final CircleWatch circle;

  private Question question;
  private PageTrace previous;
  private OptionalLong announced = OptionalLong.empty();
  private long pages;
  private long pagesOfWindow;
  private long recordsOfWindow;

  /**
   * @param questions for a window's start
   * @param window when the read goes by time
   */
  public PageSequence(
      ReadPlan plan, Function<String, Question> questions, Optional<WindowPosition> window) {
    this.plan = plan;
    this.questions = questions;
    this.window = window;
    this.circle = new CircleWatch(plan.pointers().names());
  }

  /** What to ask for the first page. */
  Question first() {
    Question first = firstOfWindow();
    circle.pass(first, 1);
    return first;
  }

  private Question firstOfWindow() {
    question = questions.apply(window.map(WindowPosition::start).orElse(""));
    previous = null;
    pagesOfWindow = 0;
    recordsOfWindow = 0;
    return plan.paging().first(question);
  }

  /** Whether the record is one we have handed out already. */
  boolean knows(Map<String, Object> record) {
    return window.isPresent() && window.get().knows(record);
  }

  /** A record is about to be handed out. */
  void handOut(Map<String, Object> record) {
    window.ifPresent(position -> position.handOut(record));
  }

  /**
   * What to ask after a page that was read to its end; empty when it was the last.
   *
   * @throws RetriableException when the server contradicts itself
   * @throws FatalException when the paging can't come to an end
   */
  Optional<Question> after(OpenPage open) throws RetriableException {
    ReadPage page = open.summary(++pagesOfWindow, recordsOfWindow);
    pages++;
    if (pages == 1) {
      announced = page.facts().count();
    }
    recordsOfWindow = page.recordsSoFar();
    boolean repeated = previous != null && page.trace().repeats(previous);
    previous = page.trace();
    Optional<Question> next = page.facts().last() ? Optional.empty() : following(page);
    if (next.isPresent()) {
      circle.pass(next.get(), pages + 1);
    } else {
      requireCount(page);
    }
    requireProgress(repeated, page);
    return next;
  }

  private Optional<Question> following(ReadPage page) throws RetriableException {
    Optional<Question> next = plan.paging().after(page, question);
    if (window.isPresent() && window.get().moveOn(page, next.isPresent())) {
      return Optional.of(firstOfWindow());
    }
    if (next.isEmpty() && plan.pointers().end().isPresent()) {
      throw contradiction(
          "the answer to %s doesn't say that it is the last page, and has no next one"
              .formatted(page.question().call()));
    }
    return next;
  }

  private void requireProgress(boolean repeated, ReadPage page) {
    if (repeated) {
      throw new FatalException(
          "%s gives the same records as the page before it: the server ignores the paging. Check the option %s."
              .formatted(page.question().call(), plan.pointers().names().of("next")));
    }
  }

  private void requireCount(ReadPage page) throws RetriableException {
    if (announced.isPresent() && announced.getAsLong() != recordsOfWindow) {
      throw contradiction(
          "%s announced %d records and gave %d"
              .formatted(question.call(), announced.getAsLong(), page.recordsSoFar()));
    }
  }

  private static RetriableException contradiction(String message) {
    return new RetriableException(FailureCategory.UNEXPECTED_ANSWER, message, null, null);
  }
}
