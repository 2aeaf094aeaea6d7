package dev.oneway.http.paging;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.Optional;

/**
 * The options that point into a page, checked against how the next one is found. Null where one
 * isn't given, but for the records.
 */
public record PlanOptions(String records, String end, String count, String total) {

  /**
   * @throws IllegalArgumentException saying which option is wrong and how to mend it
   */
  public ReadPlan plan(PagingOptions options, Optional<Window> window) {
    OptionNames names = options.names();
    Paging paging = options.paging();
    if (paging instanceof Paging.None) {
      requireOnePage(window, names);
    }
    if (total != null && !(paging instanceof Paging.Offset)) {
      throw new IllegalArgumentException(
          "%s has no meaning with %s. Remove it.".formatted(names.of("total"), options.said()));
    }
    if (window.isPresent() && count != null) {
      throw new IllegalArgumentException(
          "count has no meaning with window, because the server counts each window anew. Remove it.");
    }
    PagePointers pointers =
        new PagePointers(
            names,
            PagingOptions.pointer(names.of("records"), records, names.of("records") + "=/orders"),
            paging.pointer(),
            beside(names.of("end"), end, "/done"),
            beside(names.of("count"), count, "/totalSize"),
            beside(names.of("total"), total, "/totalSize"));
    requireBesideRecords(pointers, options);
    return new ReadPlan(pointers, paging, window);
  }

  private void requireOnePage(Optional<Window> window, OptionNames names) {
    if (end != null) {
      throw new IllegalArgumentException(
          "%s has no meaning with %s=none. Remove it."
              .formatted(names.of("end"), names.of("next")));
    }
    if (window.isPresent()) {
      throw new IllegalArgumentException(
          "window needs to know how the next page is found among records of one time. Set next.");
    }
  }

  private static Optional<JsonPointer> beside(String option, String text, String place) {
    if (text == null) {
      return Optional.empty();
    }
    String example = option + "=" + place;
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
          "%1$s, %2$s and %3$s look outside the records, and without the option %4$s the document is nothing but records. Set %4$s, as in %4$s=/orders."
              .formatted(
                  options.said(), end(options), count(options), options.names().of("records")));
    }
    throw new IllegalArgumentException(
        "%s, %s and %s look outside the records, and one of them leads into %s. Let it lead past them."
            .formatted(options.said(), end(options), count(options), records));
  }

  private static String end(PagingOptions options) {
    return options.names().of("end");
  }

  private static String count(PagingOptions options) {
    return options.names().of("count");
  }
}
