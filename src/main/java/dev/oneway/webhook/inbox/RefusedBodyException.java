package dev.oneway.webhook.inbox;

/** A request's body isn't what an inbox takes; nothing of it is stored. */
final class RefusedBodyException extends Exception {
  private static final long serialVersionUID = 1L;
  private final int status;

  /**
   * @param status of the answer: 400 or 415
   * @param reason for the sender; never quotes the body
   */
  RefusedBodyException(int status, String reason) {
    super(reason);
    this.status = status;
  }

  int status() {
    return status;
  }
}
