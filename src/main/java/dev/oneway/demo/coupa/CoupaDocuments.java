package dev.oneway.demo.coupa;

import dev.oneway.demo.DemoData;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What procurement works on: invoices, each with the scan of its PDF, and purchase orders, each
 * with a PDF among its attachments. Times have whole seconds and the company's offset. In memory
 * only. Threads may share it; each change is seen as a whole.
 */
public final class CoupaDocuments {
  private static final ZoneId COMPANY = ZoneId.of("America/Los_Angeles");
  private static final long FIRST_INVOICE = 4000;
  private static final long FIRST_ORDER = 2400;
  private static final int MOST_CENTS = 5_000_000;
  private static final List<String> SUPPLIERS =
      List.of("ABS Services", "Fishy Foods, Inc.", "Lumen & Sons", "Papier Müller", "Nordic Steel");
  private static final List<String> STATUSES =
      List.of("pending_approval", "approved", "disputed", "voided");

  private final InstantSource clock;
  private final Random random;
  private final DemoData data;
  private final Map<Long, CoupaDocument> invoices = new TreeMap<>();
  private final Map<Long, CoupaDocument> orders = new TreeMap<>();
  private long attachments = 90_000;

  CoupaDocuments(long seed, InstantSource clock) {
    this.clock = clock;
    this.random = new Random(seed);
    this.data = new DemoData(random);
  }

  /** By id, the oldest first. */
  public synchronized Map<Long, CoupaDocument> invoices() {
    return new TreeMap<>(invoices);
  }

  /** By id, the oldest first. */
  public synchronized Map<Long, CoupaDocument> orders() {
    return new TreeMap<>(orders);
  }

  synchronized Optional<Map<Long, CoupaDocument>> all(String resource) {
    return switch (resource) {
      case "invoices" -> Optional.of(invoices());
      case "purchase_orders" -> Optional.of(orders());
      default -> Optional.empty();
    };
  }

  private String now() {
    return written(clock.instant());
  }

  private static String written(Instant time) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        ZonedDateTime.ofInstant(time.truncatedTo(ChronoUnit.SECONDS), COMPANY));
  }

  /** A supplier's invoice comes in. */
  public synchronized CoupaDocument invoice() {
    long id = FIRST_INVOICE + invoices.size() + 1;
    String number = "INV-" + (10_000 + random.nextInt(90_000));
    String total = amount();
    String supplier = data.pick(SUPPLIERS);
    Map<String, Object> fields = common(id, "pending_approval", supplier);
    fields.put("invoice-number", number);
    fields.put("invoice-date", midnight());
    fields.put("gross-total", total);
    fields.put("total-with-taxes", total);
    fields.put("paid", false);
    fields.put("image-scan", "uploads/invoice_header/image_scan/%d/%s.pdf".formatted(id, number));
    byte[] scan = Pdf.of(List.of("Invoice " + number, supplier, "Total USD " + total));
    CoupaDocument invoice = new CoupaDocument(id, fields, scan);
    invoices.put(id, invoice);
    return invoice;
  }

  /** A purchase order goes to a supplier. */
  public synchronized CoupaDocument order() {
    long id = FIRST_ORDER + orders.size() + 1;
    String supplier = data.pick(SUPPLIERS);
    Map<String, Object> fields = common(id, "issued", supplier);
    fields.put("po-number", Long.toString(id));
    fields.put("version", 1);
    String file = "uploads/attachment/file/%d/PO_%d.pdf".formatted(++attachments, id);
    fields.put(
        "attachments",
        List.of(
            attachment(attachments + 1, "file", "uploads/attachment/file/photo.png"),
            attachment(attachments, "file", file)));
    attachments++;
    byte[] pdf = Pdf.of(List.of("Purchase order " + id, supplier));
    CoupaDocument order = new CoupaDocument(id, fields, pdf);
    orders.put(id, order);
    return order;
  }

  private static Map<String, Object> attachment(long id, String type, String file) {
    Map<String, Object> attachment = new LinkedHashMap<>();
    attachment.put("id", id);
    attachment.put("type", type);
    attachment.put("intent", "Supplier");
    attachment.put("file", file);
    return attachment;
  }

  private Map<String, Object> common(long id, String status, String supplier) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", id);
    fields.put("created-at", now());
    fields.put("updated-at", now());
    fields.put("status", status);
    fields.put("exported", false);
    fields.put("supplier", Map.of("id", SUPPLIERS.indexOf(supplier) + 1, "name", supplier));
    fields.put("currency", Map.of("id", 1, "code", "USD"));
    return fields;
  }

  private String midnight() {
    return written(clock.instant().atZone(COMPANY).toLocalDate().atStartOfDay(COMPANY).toInstant());
  }

  private String amount() {
    return BigDecimal.valueOf(1 + random.nextInt(MOST_CENTS), 2).toPlainString();
  }

  /** Somebody changes an invoice. */
  public synchronized void setInvoice(long id, String field, Object value) {
    change(invoices, id, invoice -> invoice.with(field, value, now()));
  }

  /** Somebody changes a purchase order. */
  public synchronized void setOrder(long id, String field, Object value) {
    change(orders, id, order -> order.with(field, value, now()));
  }

  /** Somebody uploads another scan of an invoice under the same name. */
  public synchronized void rescan(long id, byte[] scan) {
    change(invoices, id, invoice -> invoice.withFile(scan, now()));
  }

  private static void change(
      Map<Long, CoupaDocument> documents, long id, UnaryOperator<CoupaDocument> change) {
    documents.put(id, change.apply(documents.get(id)));
  }

  /** A second of procurement: something comes in, something is decided. */
  public synchronized void tick() {
    if (data.chance(20)) {
      invoice();
    }
    if (data.chance(10)) {
      order();
    }
    long id = FIRST_INVOICE + 1 + data.below(invoices.size());
    if (data.chance(20)) {
      setInvoice(id, "status", data.pick(STATUSES));
    } else if (data.chance(10)) {
      rescan(
          id,
          Pdf.of(
              List.of("Invoice " + invoices.get(id).text("invoice-number"), "corrected " + now())));
    }
  }
}
