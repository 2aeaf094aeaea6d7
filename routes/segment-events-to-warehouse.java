// routes/segment-events-to-warehouse.java
import dev.oneway.record.RecordJson;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** In Java, as what a request's body is like decides where in it the events are. */
public class SegmentEventsToWarehouse extends RouteBuilder {
  @Override
  public void configure() {
    from("platform-http:/webhooks/segment?httpMethodRestrict=POST&matchOnUriPrefix=true")
        .routeId("segment-events-to-warehouse-webhook")
        .routeDescription("Segment sends each call by itself, its own libraries send batches of them.")
        .to("signature:segment")
        .choice()
        .when(SegmentEventsToWarehouse::isBatch)
        .to("inbox:segment-events-to-warehouse?records=/batch&deliveryId=/messageId")
        .otherwise()
        .to("inbox:segment-events-to-warehouse?deliveryId=/messageId");

    from("inbox:segment-events-to-warehouse?chunk=500")
        .routeId("segment-events-to-warehouse")
        .routeDescription(
            "What people do in the product is in the warehouse within moments: "
                + "a table for each event, new properties as new columns.")
        .to("mapping:segment-event-to-warehouse-event")
        .to("dedup:ledger")
        .to("jdbc-upsert:{table}?dataSource=#product-warehouse&create=true&evolve=true");
  }

  /** A body that is no JSON is the inbox's to refuse. */
  private static boolean isBatch(Exchange request) {
    try {
      return RecordJson.mapper().readTree(request.getMessage().getBody(byte[].class)).has("batch");
    } catch (IOException e) {
      return false;
    }
  }
}
