package dev.oneway.http.paging;

import dev.oneway.run.FatalException;

/**
 * Notices a read that runs in a circle, by Brent's algorithm: it remembers two questions, however
 * many were asked. A page that leads back to itself is noticed at once, a longer circle before
 * three times as many pages were asked for as lead into it and around it.
 */
final class CircleWatch {
  private final OptionNames names;
  private Question previous;
  private Question mark;
  private long sinceMark;
  private long untilNextMark = 1;

  CircleWatch(OptionNames names) {
    this.names = names;
  }

  /**
   * @param page the number of the page asked for
   * @throws FatalException when the question was asked before
   */
  void pass(Question question, long page) {
    if (question.equals(previous) || question.equals(mark)) {
      throw new FatalException(
          "%s was read before in this run and comes back as page %d: the paging runs in a circle. Check the option %s."
              .formatted(question.call(), page, names.of("next")));
    }
    previous = question;
    sinceMark++;
    if (sinceMark >= untilNextMark) {
      mark = question;
      sinceMark = 0;
      untilNextMark *= 2;
    }
  }
}
