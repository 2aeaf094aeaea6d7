package dev.oneway.mapping;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** {@code mapping:NAME}: maps source records by a mapping file. */
@Component("mapping")
public final class MappingComponent extends DefaultComponent {
  @Metadata(description = "The folder with the mapping files", defaultValue = "mappings")
  private String folder = "mappings";

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    MappingEndpoint endpoint = new MappingEndpoint(uri, this, remaining);
    setProperties(endpoint, parameters);
    return endpoint;
  }

  public String getFolder() {
    return folder;
  }

  /** The folder with the mapping files, relative to the working directory or absolute. */
  public void setFolder(String folder) {
    this.folder = folder;
  }
}
