package dev.oneway.run;

import java.util.Optional;

/**
 * Neither a record nor the weather is at fault: somebody must change a file, a setting or a right
 * before this flow can run. Ends the run at once, without retries and without dead letters.
 */
public class FatalException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final FailureCategory category;

  public FatalException(String message) {
    this(message, null);
  }

  public FatalException(String message, Throwable cause) {
    this(null, message, cause);
  }

  /**
   * @param category what another system said; null when it is a mistake on our side
   * @param cause null when it was an answer
   */
  public FatalException(FailureCategory category, String message, Throwable cause) {
    super(message, cause);
    this.category = category;
  }

  /** What another system said; empty when it is a mistake on our side. */
  public Optional<FailureCategory> category() {
    return Optional.ofNullable(category);
  }
}
