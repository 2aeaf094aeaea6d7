package dev.oneway.destination.jdbc;

import dev.oneway.destination.DestinationProducer;
import dev.oneway.destination.Inspectable;
import dev.oneway.destination.Inspection;
import dev.oneway.record.Shape;
import dev.oneway.run.FatalException;
import javax.sql.DataSource;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Writes mapped records into a table of PostgreSQL or SQLite, creating or updating its rows. */
@UriEndpoint(
    firstVersion = "0.1.0",
    generateConfigurer = false,
    scheme = "jdbc-upsert",
    title = "JDBC Upsert",
    syntax = "jdbc-upsert:table",
    producerOnly = true,
    category = {Category.DATABASE})
public class JdbcUpsertEndpoint extends DefaultEndpoint implements Inspectable {
  @UriPath
  @Metadata(required = true)
  private String table;

  @UriParam
  @Metadata(required = true)
  private DataSource dataSource;

  @UriParam(defaultValue = "false")
  private boolean create;

  @UriParam(defaultValue = "false")
  private boolean evolve;

  @UriParam(defaultValue = "1000")
  private int maxTables = Growth.USUAL_TABLES;

  @UriParam(defaultValue = "500")
  private int maxColumns = Growth.USUAL_COLUMNS;

  public JdbcUpsertEndpoint(String uri, JdbcUpsertComponent component) {
    super(uri, component);
  }

  @Override
  protected void doInit() throws Exception {
    super.doInit();
    TableChoice.parse(table);
    if (dataSource == null) {
      throw new FatalException("it needs its database. Add dataSource=#name.");
    }
    requirePositive("maxTables", maxTables);
    requirePositive("maxColumns", maxColumns);
  }

  private static void requirePositive(String option, int value) {
    if (value < 1) {
      throw new FatalException(option + " cannot be less than 1, but is " + value + ".");
    }
  }

  @Override
  public JdbcUpsert destination() {
    Growth growth = new Growth(create, evolve, maxTables, maxColumns);
    return new JdbcUpsert(dataSource, table, growth);
  }

  @Override
  public Producer createProducer() {
    return new DestinationProducer(this, destination());
  }

  @Override
  public Inspection inspect(Shape shape) {
    return destination().inspect(shape);
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException(
        "jdbc-upsert writes only. Read a table with the sql component.");
  }

  public String getTable() {
    return table;
  }

  /**
   * The table, as {@code table} or {@code schema.table}. With fields of the record in braces, as
   * <code>app_logs_{day}</code>, each value has a table of its own; such a field isn't written.
   */
  public void setTable(String table) {
    this.table = table;
  }

  public boolean isCreate() {
    return create;
  }

  /**
   * Whether a table that isn't there is created, with the mapping's fields and a primary key; false
   * by default.
   */
  public void setCreate(boolean create) {
    this.create = create;
  }

  public boolean isEvolve() {
    return evolve;
  }

  /**
   * Whether a column that isn't there is added, and one for whole numbers takes decimals when they
   * come; false by default. Nothing is ever dropped or narrowed.
   */
  public void setEvolve(boolean evolve) {
    this.evolve = evolve;
  }

  public int getMaxTables() {
    return maxTables;
  }

  /**
   * With create: how many tables the schema may have for another to be created, at least 1; 1000 by
   * default. Records that ask for one more are refused.
   */
  public void setMaxTables(int maxTables) {
    this.maxTables = maxTables;
  }

  public int getMaxColumns() {
    return maxColumns;
  }

  /**
   * With evolve: how many columns a table may have for another to be added, at least 1; 500 by
   * default. Records that ask for one more are refused.
   */
  public void setMaxColumns(int maxColumns) {
    this.maxColumns = maxColumns;
  }

  public DataSource getDataSource() {
    return dataSource;
  }

  /** The database: a data source bound in the registry, as <code>#name</code>. */
  public void setDataSource(DataSource dataSource) {
    this.dataSource = dataSource;
  }
}
