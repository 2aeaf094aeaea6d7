package dev.oneway.run;

/**
 * The application is being stopped; the run ends after its current chunk and is read again later.
 */
public final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoppedException() {
    super("stopped on request; the next run reads on from the watermark");
  }
}
