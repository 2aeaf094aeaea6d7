package dev.oneway.source;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.Optional;

/**
 * The options that point into a page, checked against how the next one is found. Null where one
 * isn't given, but for the records.
 */
record PlanOptions(String records, String end, String count) {

  /**
   * @throws IllegalArgumentException saying which option is wrong and how to mend it
   */
  ReadPlan plan(PagingOptions options, Optional<Window> window) {
    Paging paging = options.paging();
    if (paging instanceof Paging.None) {
      requireOnePage(window);
    }
    if (window.isPresent() && count != null) {
      throw new IllegalArgumentException(
          "count has no meaning with window, because the server counts each window anew. Remove it.");
    }
    PagePointers pointers =
        new PagePointers(
            PagingOptions.pointer("records", records, "records=/orders"),
            paging.pointer(),
            beside("end", end, "end=/done"),
            beside("count", count, "count=/totalSize"));
    requireBesideRecords(pointers, options);
    return new ReadPlan(pointers, paging, window);
  }

  private void requireOnePage(Optional<Window> window) {
    if (end != null) {
      throw new IllegalArgumentException("end has no meaning with next=none. Remove it.");
    }
    if (window.isPresent()) {
      throw new IllegalArgumentException(
          "window needs to know how the next page is found among records of one time. Set next.");
    }
  }

  private static Optional<JsonPointer> beside(String option, String text, String example) {
    if (text == null) {
      return Optional.empty();
    }
    JsonPointer at = PagingOptions.pointer(option, text, example);
    if (at.matches()) {
      throw new IllegalArgumentException(
          "%s lacks the place in the document. Write it as %s.".formatted(option, example));
    }
    return Optional.of(at);
  }

  private static void requireBesideRecords(PagePointers pointers, PagingOptions options) {
    JsonPointer records = pointers.records();
    if (pointers.wanted().noneMatch(at -> PagePointers.leadsTo(records, at))) {
      return;
    }
    if (records.matches()) {
      throw new IllegalArgumentException(
          "next=%s, end and count look outside the records, and without the option records the document is nothing but records. Set records, as in records=/orders."
              .formatted(options.next()));
    }
    throw new IllegalArgumentException(
        "next=%s, end and count look outside the records, and one of them leads into %s. Let it lead past them."
            .formatted(options.next(), records));
  }
}
