package dev.oneway.destination.send;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.util.URISupport;

/** {@code send:URI}: sends each record to another endpoint of Camel, whose options it takes. */
@Component("send")
public final class SendComponent extends DefaultComponent {

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    String target =
        parameters.isEmpty()
            ? remaining
            : remaining + "?" + URISupport.createQueryString(parameters);
    parameters.clear();
    return new SendEndpoint(uri, this, target);
  }

  /** As they are written: what is RAW here is RAW for the other endpoint. */
  @Override
  protected boolean resolveRawParameterValues() {
    return false;
  }

  @Override
  public boolean useRawUri() {
    return true;
  }
}
