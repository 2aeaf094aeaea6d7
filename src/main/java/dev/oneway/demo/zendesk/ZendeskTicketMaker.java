package dev.oneway.demo.zendesk;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Believable tickets. Not to be shared between threads. */
final class ZendeskTicketMaker {
  private static final List<String> SUBJECTS =
      List.of(
          "Can't sign in since this morning",
          "Invoice shows the wrong address",
          "Export stops at 10,000 rows",
          "How do I add a seat?",
          "Crash when I open a report ☕",
          "Bitte um Rückruf");
  private static final List<String> TAGS =
      List.of("billing", "login", "vip", "bug", "how_to", "emea");
  private static final List<String> STATUSES = List.of("new", "open", "pending", "hold", "solved");
  private static final List<String> PRIORITIES = List.of("low", "normal", "high", "urgent");
  private static final List<String> TYPES = List.of("problem", "incident", "question", "task");
  private static final List<String> SCORES = List.of("unoffered", "offered", "good", "bad");

  /** Zendesk's accounts count their users, groups and fields far beyond 32 bits. */
  private static final long FIRST_USER = 421_941_820_731L;

  private static final long FIRST_ORGANIZATION = 360_000_000_101L;
  private static final long PRODUCT_FIELD = 360_021_517_432L;

  private final Random random;
  private long lastId = 35_435;

  ZendeskTicketMaker(Random random) {
    this.random = random;
  }

  String status() {
    return pick(STATUSES);
  }

  String priority() {
    return pick(PRIORITIES);
  }

  /** A new ticket, which has never been changed. */
  Map<String, Object> make(Instant created) {
    Map<String, Object> ticket = new LinkedHashMap<>();
    long id = ++lastId;
    String subject = pick(SUBJECTS);
    long requester = FIRST_USER + random.nextInt(500);
    ticket.put("id", id);
    ticket.put("external_id", null);
    ticket.put("via", Map.of("channel", random.nextInt(10) < 6 ? "email" : "web"));
    ticket.put("created_at", created.toString());
    ticket.put("updated_at", created.toString());
    ticket.put(ZendeskTickets.GENERATED, created.getEpochSecond());
    ticket.put("type", random.nextInt(10) < 2 ? null : pick(TYPES));
    ticket.put("subject", subject);
    ticket.put("raw_subject", subject);
    ticket.put("description", subject + ". Please help.");
    ticket.put("priority", random.nextInt(10) < 2 ? null : priority());
    ticket.put("status", status());
    ticket.put("requester_id", requester);
    ticket.put("submitter_id", requester);
    ticket.put("assignee_id", random.nextInt(10) < 3 ? null : FIRST_USER - 1 - random.nextInt(9));
    ticket.put("organization_id", FIRST_ORGANIZATION + random.nextInt(60));
    ticket.put("group_id", FIRST_ORGANIZATION - 1);
    ticket.put("tags", TAGS.subList(0, random.nextInt(4)));
    ticket.put("custom_fields", List.of(product()));
    ticket.put("satisfaction_rating", Map.of("score", pick(SCORES)));
    ticket.put("due_at", null);
    return ticket;
  }

  private static Map<String, Object> product() {
    Map<String, Object> field = new LinkedHashMap<>();
    field.put("id", PRODUCT_FIELD);
    field.put("value", "product_a");
    return field;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
