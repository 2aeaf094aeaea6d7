package dev.oneway.http;

/**
 * What a request was to carry can't be had, and asking again wouldn't change it: a record's file
 * that its server doesn't have. Nothing was sent.
 */
public final class UnobtainableException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Failure failure;

  public UnobtainableException(Failure failure) {
    super(failure.message());
    this.failure = failure;
  }

  /** Why, never quoting a value. */
  public Failure failure() {
    return failure;
  }
}
