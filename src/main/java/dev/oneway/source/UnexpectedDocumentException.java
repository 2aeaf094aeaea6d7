package dev.oneway.source;

/** A page is JSON, but not of the form the options describe; the message names only its fields. */
final class UnexpectedDocumentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnexpectedDocumentException(String message) {
    super(message);
  }
}
