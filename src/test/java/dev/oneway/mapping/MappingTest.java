package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.mapping.model.Party;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.Shape;
import dev.oneway.record.Version;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The mapping of the documentation, as a whole. */
class MappingTest {
  private static final Mapping ORDER =
      MappingFile.load(
          Path.of("src/test/resources/mapping"), "shop-order", MappingFile.NO_SETTINGS);

  private static final String SOURCE =
      """
      { "id": 5624123948172, "updated_at": "2026-01-31T10:15:30-05:00", "currency": "EUR",
        "financial_status": "paid", "total_price": "12.50", "note": null,
        "properties": {"last_touch": "2026-01-31T10:15:30Z"}, "shipping_address": null,
        "customer": {"email": " Ann@Example.com ", "first_name": "Ann", "last_name": "Lee"},
        "line_items": [{"id": 1, "sku": "A", "quantity": 2}, {"id": 2, "sku": "B", "quantity": "3"}] }
      """;

  @Test
  void aRecordIsMappedFieldByField() {
    Map<String, Object> source = Mappings.json(SOURCE);

    MappedRecord record = Mappings.delivered(ORDER, source);

    assertThat(record)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "order_id", 5624123948172L,
                "email", "ann@example.com",
                "currency", "EUR",
                "total", new BigDecimal("12.50"),
                "status", "P",
                "touched", "31 Jan 2026 05:15",
                "full_name", "Ann Lee",
                "country", "??"));
    assertThat(record.key()).isEqualTo("5624123948172");
    assertThat(record.version()).map(Version::toString).contains("2026-01-31T15:15:30Z");
    assertThat(record.source()).isSameAs(source);
    assertThat(record.children(0))
        .extracting(row -> row.get("order_id") + " " + row.get("line_id") + " " + row)
        .containsExactly(
            "5624123948172 1 {order_id=5624123948172, line_id=1, sku=A, quantity=2}",
            "5624123948172 2 {order_id=5624123948172, line_id=2, sku=B, quantity=3}");
  }

  @Test
  void itsShapeListsTheKeyFirst() {
    Shape shape = ORDER.shape();

    assertThat(shape.mappingFile()).isEqualTo("src/test/resources/mapping/shop-order.yaml");
    assertThat(shape.object()).isEqualTo("orders");
    assertThat(shape.fields()).extracting("name").startsWith("order_id", "email", "currency");
    Shape.Child lines = shape.children().get(0);
    assertThat(lines.shape().object()).isEqualTo("order_lines");
    assertThat(lines.parentKey()).containsExactly("order_id");
    assertThat(lines.deleteMissing()).isTrue();
    assertThat(lines.shape().keyFields()).extracting("name").containsExactly("order_id", "line_id");
    assertThat(lines.shape().fields().get(3).line()).isEqualTo(21);
  }

  @Test
  void itKnowsBothSidesAndWhereEachFieldComesFrom() {
    assertThat(ORDER.source())
        .isEqualTo(new Party("Shopify", "order", Optional.of("shop"), List.of()));
    assertThat(ORDER.destination())
        .isEqualTo(new Party("BI", "orders", Optional.empty(), List.of()));
    assertThat(ORDER.model().fields().get(0).value().origin()).hasToString("customer.email");
    assertThat(ORDER.model().fields().get(5).value().origin())
        .hasToString("customer.first_name & \" \" & customer.last_name");
  }

  @Test
  void theSameRecordAlwaysGivesTheSameFingerprint() {
    assertThat(Mappings.delivered(ORDER, SOURCE).fingerprint())
        .isEqualTo(Mappings.delivered(ORDER, SOURCE).fingerprint());
  }

  @Test
  void aFaultInAChildRowNamesTheRowAndRejectsTheWholeRecord() {
    String broken = SOURCE.replace("\"quantity\": \"3\"", "\"quantity\": \"three\"");

    assertThat(Mappings.rejected(ORDER, broken).reason())
        .isEqualTo(
            "row 2 of `line_items`: `quantity` is \"three\", but must be a whole number such as"
                + " 12.");
    assertThat(Mappings.rejected(ORDER, broken).field()).contains("order_lines.quantity");
    assertThat(Mappings.rejected(ORDER, broken).key()).contains("5624123948172");
  }
}
