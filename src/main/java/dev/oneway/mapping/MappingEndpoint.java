package dev.oneway.mapping;

import dev.oneway.record.Shape;
import dev.oneway.run.Concluding;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Maps a chunk of source records (a list of maps, or a single one) to a list of mapped records by
 * the mapping file of this name. What the mapping filters out or can't map isn't in that list.
 */
@UriEndpoint(
    firstVersion = "0.1.0",
    generateConfigurer = false,
    scheme = "mapping",
    title = "Mapping",
    syntax = "mapping:name",
    producerOnly = true,
    category = Category.TRANSFORMATION)
public final class MappingEndpoint extends DefaultEndpoint implements Concluding {
  @UriPath(description = "The name of the mapping file, without its folder and ending")
  @Metadata(required = true)
  private final String name;

  private volatile LiveMapping live;

  MappingEndpoint(String uri, MappingComponent component, String name) {
    super(uri, component);
    this.name = name;
  }

  /** Compiles the file, so that a broken one fails the route while it is loaded. */
  @Override
  protected void doInit() throws Exception {
    super.doInit();
    var unused = component().load(name);
  }

  /** With the file as it is now: Camel keeps an endpoint that another route still uses. */
  @Override
  public Producer createProducer() {
    live = component().use(name);
    return new MappingProducer(this, live);
  }

  /** What all its records have in common, by the file as it is now. */
  public Shape shape() {
    return component().compile(name).shape();
  }

  /** When its file, as it is now, removes what is gone. */
  @Override
  public boolean concludes() {
    return live != null && live.current().shape().removal().isPresent();
  }

  private MappingComponent component() {
    return (MappingComponent) getComponent();
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException(
        "`mapping:` is a step: write `to: mapping:" + name + "`");
  }

  public String getName() {
    return name;
  }
}
