package dev.oneway.source.gather;

import com.fasterxml.jackson.core.JsonPointer;
import dev.oneway.http.paging.RecordPlace;
import dev.oneway.record.PointerText;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Makes of the records that are read one record for each value some of them have in common, with
 * that value and the list of them: of employees their departments.
 */
@UriEndpoint(
    firstVersion = "0.1.0",
    generateConfigurer = false,
    scheme = "gather",
    title = "Gather",
    syntax = "gather:member",
    producerOnly = true,
    category = Category.TRANSFORMATION)
public final class GatherEndpoint extends DefaultEndpoint {
  static final int MOST = 100_000;

  @UriPath(description = "The member of each new record that gets the list of those it is made of.")
  @Metadata(required = true)
  private final String member;

  @UriParam
  @Metadata(required = true)
  private String by;

  @UriParam(defaultValue = "100000")
  private int most = MOST;

  private Grouping grouping;

  GatherEndpoint(String uri, GatherComponent component, String member) {
    super(uri, component);
    this.member = member;
  }

  @Override
  protected void doInit() throws Exception {
    super.doInit();
    JsonPointer pointer = PointerText.one("by", by);
    if (pointer.matches()) {
      throw new IllegalArgumentException(
          "gather: needs by, which says what the records have in common, as in by=/department.");
    }
    String name = pointer.last().getMatchingProperty();
    if (name.equals(member)) {
      throw new IllegalArgumentException(
          "gather:%s takes the member that by=%s fills. Give the list another name."
              .formatted(member, by));
    }
    if (most < 1) {
      throw new IllegalArgumentException("most cannot be less than 1, but is " + most + ".");
    }
    grouping = new Grouping(new RecordPlace(pointer), name, member, most);
  }

  @Override
  public Producer createProducer() {
    return new GatherProducer(this, grouping);
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException("gather: is a step, not a source.");
  }

  public String getMember() {
    return member;
  }

  public String getBy() {
    return by;
  }

  /**
   * JSON pointer, in a record, to what it has in common with others: <code>/department</code>.
   * Blanks around a text don't count, nor how many there are inside. A record without it belongs to
   * no group and is left out.
   */
  public void setBy(String by) {
    this.by = by;
  }

  public int getMost() {
    return most;
  }

  /** How many records a group has at most, as it is held and sent as one; more fail the run. */
  public void setMost(int most) {
    this.most = most;
  }
}
