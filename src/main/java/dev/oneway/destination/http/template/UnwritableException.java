package dev.oneway.destination.http.template;

/** A record can't be put into a request; others can. The message never quotes a value. */
public final class UnwritableException extends Exception {
  private static final long serialVersionUID = 1L;

  public UnwritableException(String message) {
    super(message);
  }
}
