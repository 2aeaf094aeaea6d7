package dev.oneway.destination.jdbc;

/**
 * What a route allows to be made in its database. Nothing is ever dropped, renamed or narrowed.
 *
 * @param create whether a table that isn't there is made
 * @param evolve whether a column that isn't there is added, and one that is too narrow is widened
 * @param maxTables how many tables its schema may have for another one to be made
 * @param maxColumns how many columns a table may have for another one to be added
 */
public record Growth(boolean create, boolean evolve, int maxTables, int maxColumns) {
  public static final int USUAL_TABLES = 1000;
  public static final int USUAL_COLUMNS = 500;

  /** Tables are taken as they are. */
  public static final Growth NONE = new Growth(false, false, USUAL_TABLES, USUAL_COLUMNS);

  boolean any() {
    return create || evolve;
  }

  /** The same without making tables. */
  Growth ofColumns() {
    return new Growth(false, evolve, maxTables, maxColumns);
  }
}
