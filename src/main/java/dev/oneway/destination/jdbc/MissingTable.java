package dev.oneway.destination.jdbc;

/** There is no such table, or the user may not see it. */
final class MissingTable extends Unusable {
  private static final long serialVersionUID = 1L;
  private final int tables;

  /**
   * @param tables how many there are where it was looked for
   */
  MissingTable(String what, String remedy, int tables) {
    super(what, remedy);
    this.tables = tables;
  }

  int tables() {
    return tables;
  }
}
