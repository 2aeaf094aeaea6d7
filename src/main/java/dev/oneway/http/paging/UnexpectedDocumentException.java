package dev.oneway.http.paging;

/** A page is JSON, but not of the form the options describe; the message names only its fields. */
final class UnexpectedDocumentException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String options;

  /**
   * @param options which to check: {@code option end}
   */
  UnexpectedDocumentException(String message, String options) {
    super(message);
    this.options = options;
  }

  String remedy() {
    return "Check the " + options + ".";
  }
}
