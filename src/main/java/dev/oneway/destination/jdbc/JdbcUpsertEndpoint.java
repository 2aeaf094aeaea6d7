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
    scheme = "jdbc-upsert",
    title = "JDBC Upsert",
    syntax = "jdbc-upsert:table",
    producerOnly = true,
    category = {Category.DATABASE})
public class JdbcUpsertEndpoint extends DefaultEndpoint implements Inspectable {
  @UriPath(description = "The table, as table or schema.table")
  @Metadata(required = true)
  private String table;

  @UriParam(description = "The database: a data source bound in the registry, as #name")
  @Metadata(required = true)
  private DataSource dataSource;

  public JdbcUpsertEndpoint(String uri, JdbcUpsertComponent component) {
    super(uri, component);
  }

  @Override
  protected void doInit() throws Exception {
    super.doInit();
    TableName.parse(table);
    if (dataSource == null) {
      throw new FatalException("it needs its database. Add dataSource=#name.");
    }
  }

  @Override
  public Producer createProducer() {
    return new DestinationProducer(this, new JdbcUpsert(dataSource, table));
  }

  @Override
  public Inspection inspect(Shape shape) {
    return new JdbcUpsert(dataSource, table).inspect(shape);
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException(
        "jdbc-upsert writes only. Read a table with the sql component.");
  }

  public String getTable() {
    return table;
  }

  /** The table, as {@code table} or {@code schema.table}. */
  public void setTable(String table) {
    this.table = table;
  }

  public DataSource getDataSource() {
    return dataSource;
  }

  /** The database: a data source bound in the registry, as {@code #name}. */
  public void setDataSource(DataSource dataSource) {
    this.dataSource = dataSource;
  }
}
