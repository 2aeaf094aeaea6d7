package dev.oneway.source.gather;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** {@code gather:MEMBER?by=/pointer}: puts the records of a read together, one for each group. */
@Component("gather")
public final class GatherComponent extends DefaultComponent {
  @Override
  protected Endpoint createEndpoint(String uri, String member, Map<String, Object> parameters)
      throws Exception {
    GatherEndpoint endpoint = new GatherEndpoint(uri, this, member);
    setProperties(endpoint, parameters);
    return endpoint;
  }
}
