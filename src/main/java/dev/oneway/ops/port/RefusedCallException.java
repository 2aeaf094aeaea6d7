package dev.oneway.ops.port;

/** What was asked for at the management port can't be answered, by who asks. */
public final class RefusedCallException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  private RefusedCallException(int status, String sentence) {
    super(sentence);
    this.status = status;
  }

  /**
   * @param sentence what is wrong, and what would be right
   */
  public static RefusedCallException wrong(String sentence) {
    return new RefusedCallException(400, sentence);
  }

  public static RefusedCallException notFound(String sentence) {
    return new RefusedCallException(404, sentence);
  }

  public static RefusedCallException forbidden(String sentence) {
    return new RefusedCallException(403, sentence);
  }

  /** It isn't so any more, or not yet. */
  public static RefusedCallException conflict(String sentence) {
    return new RefusedCallException(409, sentence);
  }

  /** Not now, for want of room. */
  public static RefusedCallException unavailable(String sentence) {
    return new RefusedCallException(503, sentence);
  }

  Reply reply() {
    return Reply.error(status, getMessage());
  }
}
