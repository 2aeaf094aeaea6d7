package dev.oneway.destination.jdbc;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** {@code jdbc-upsert:TABLE?dataSource=#name}: writes mapped records into a database table. */
@Component("jdbc-upsert")
public class JdbcUpsertComponent extends DefaultComponent {

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    JdbcUpsertEndpoint endpoint = new JdbcUpsertEndpoint(uri, this);
    endpoint.setTable(remaining);
    setProperties(endpoint, parameters);
    return endpoint;
  }
}
