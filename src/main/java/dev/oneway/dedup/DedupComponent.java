package dev.oneway.dedup;

import java.time.Duration;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** {@code dedup:NAME}: lets only those records on that the destination doesn't hold yet. */
@Component("dedup")
public final class DedupComponent extends DefaultComponent {
  @Metadata(defaultValue = "60s")
  private Duration claimTimeout = Duration.ofSeconds(60);

  @Override
  protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
    return new DedupEndpoint(uri, this, name);
  }

  public Duration getClaimTimeout() {
    return claimTimeout;
  }

  /**
   * How long a chunk waits for a record that another run has in flight, before the chunk fails as
   * retriable; 60 seconds unless set, at least 100 ms.
   */
  public void setClaimTimeout(Duration claimTimeout) {
    this.claimTimeout = claimTimeout;
  }
}
