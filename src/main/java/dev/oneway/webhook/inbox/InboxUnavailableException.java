package dev.oneway.webhook.inbox;

/** An event can't be made durable now; its sender shall send it again. */
public final class InboxUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InboxUnavailableException(String message) {
    super(message);
  }

  public InboxUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
