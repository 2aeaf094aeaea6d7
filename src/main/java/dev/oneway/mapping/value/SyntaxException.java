package dev.oneway.mapping.value;

/** Something in a mapping file isn't written as it must be; becomes a fault of the file. */
public final class SyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  /**
   * @param what one sentence ending in a full stop
   * @param remedy one sentence ending in a full stop
   */
  public SyntaxException(String what, String remedy) {
    super(what);
    this.remedy = remedy;
  }

  public String what() {
    return getMessage();
  }

  public String remedy() {
    return remedy;
  }
}
