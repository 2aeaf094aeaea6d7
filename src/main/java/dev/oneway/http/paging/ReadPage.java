package dev.oneway.http.paging;

import java.util.List;

/**
 * What is known of a page once it was read to its end.
 *
 * @param names what the options are called that say how it is read
 * @param question it was asked for with
 * @param number 1 for the first page, in a window for the window's first
 * @param recordsSoFar on this page and all before it up to the first
 * @param trace of its records
 * @param links its Link headers
 */
record ReadPage(
    OptionNames names,
    Question question,
    long number,
    long recordsSoFar,
    PageTrace trace,
    List<String> links,
    PageFacts facts) {

  /** On this page. */
  long records() {
    return trace.records();
  }
}
