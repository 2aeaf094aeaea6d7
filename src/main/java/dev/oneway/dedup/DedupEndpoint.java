package dev.oneway.dedup;

import dev.oneway.run.FatalException;
import dev.oneway.state.StateStore;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** One ledger by name, shared by all steps that name it. */
@UriEndpoint(
    firstVersion = "0.1.0",
    generateConfigurer = false,
    scheme = "dedup",
    title = "Dedup",
    syntax = "dedup:name",
    producerOnly = true,
    category = Category.TRANSFORMATION)
public final class DedupEndpoint extends DefaultEndpoint {
  @UriPath(description = "Tells the ledgers of a flow with several destinations apart.")
  @Metadata(required = true)
  private final String name;

  private final DedupComponent component;
  private Ledger ledger;
  private LedgerView view;

  DedupEndpoint(String uri, DedupComponent component, String name) {
    super(uri, component);
    this.component = component;
    this.name = name;
  }

  @Override
  protected void doInit() throws Exception {
    super.doInit();
    StateStore store = getCamelContext().getRegistry().findSingleByType(StateStore.class);
    if (store == null) {
      throw new FatalException(
          "dedup:" + name + " finds no state store. Bind one StateStore in the Camel registry.");
    }
    ledger = new Ledger(store, name, component.getClaimTimeout());
    view = new LedgerView(store, name);
  }

  public String getName() {
    return name;
  }

  @Override
  public Producer createProducer() {
    return new DedupProducer(this, ledger, view);
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException("dedup: is a step, not a source.");
  }
}
