package dev.oneway.demo.salesforce;

/** A query Salesforce refuses. */
final class SoqlException extends Exception {
  private static final long serialVersionUID = 1L;
  private final String errorCode;

  SoqlException(String errorCode, String message) {
    super(message);
    this.errorCode = errorCode;
  }

  static SoqlException malformed(String message) {
    return new SoqlException("MALFORMED_QUERY", message);
  }

  String errorCode() {
    return errorCode;
  }
}
