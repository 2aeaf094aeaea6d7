package dev.oneway.run;

/**
 * Neither a record nor the weather is at fault: somebody must change a file, a setting or a right
 * before this flow can run. Ends the run at once, without retries and without dead letters.
 */
public class FatalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FatalException(String message) {
    super(message);
  }

  public FatalException(String message, Throwable cause) {
    super(message, cause);
  }
}
