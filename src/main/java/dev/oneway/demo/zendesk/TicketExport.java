package dev.oneway.demo.zendesk;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The cursor-based incremental export of tickets: in the order of their {@code
 * generated_timestamp}, never younger than a minute, and a cursor even behind the last of them.
 * Threads may share it.
 *
 * @see <a
 *     href="https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/">Incremental
 *     exports</a>
 */
final class TicketExport {
  private static final int MOST = 1000;
  private static final long SECONDS_WITHHELD = 60;
  private static final Pattern CURSOR = Pattern.compile("(\\d{1,15})\\.0\\|\\|(\\d{1,15})\\|");

  private final ZendeskTickets tickets;
  private final InstantSource clock;

  /** A place in the export: behind this ticket of this second. */
  private record Place(long generated, long id) {
    boolean isBefore(Map<String, Object> ticket) {
      long other = (Long) ticket.get(ZendeskTickets.GENERATED);
      return other > generated || (other == generated && (Long) ticket.get("id") > id);
    }

    String cursor() {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString((generated + ".0||" + id + "|").getBytes(StandardCharsets.UTF_8));
    }
  }

  TicketExport(ZendeskTickets tickets, InstantSource clock) {
    this.tickets = tickets;
    this.clock = clock;
  }

  Reply answer(Request request) {
    String cursor = request.query().get("cursor");
    try {
      Place from = cursor == null ? start(request.query().get("start_time")) : place(cursor);
      if (cursor == null && from.generated() > now() - SECONDS_WITHHELD) {
        return Reply.json(
            400,
            Map.of(
                "error", "StartTimeTooRecent",
                "description", "Too recent start_time. Use a start_time older than 60 seconds"));
      }
      return page(request, from);
    } catch (IllegalArgumentException e) {
      return ZendeskErrors.invalidAttribute(cursor == null ? "start_time" : "cursor");
    }
  }

  private Reply page(Request request, Place from) {
    int size = size(request.query().getOrDefault("per_page", "" + MOST));
    long youngest = now() - SECONDS_WITHHELD;
    List<Map<String, Object>> behind =
        tickets.all().stream()
            .filter(from::isBefore)
            .filter(ticket -> (Long) ticket.get(ZendeskTickets.GENERATED) <= youngest)
            .toList();
    List<Map<String, Object>> page = behind.subList(0, Math.min(size, behind.size()));
    Place last = page.isEmpty() ? from : placeOf(page.get(page.size() - 1));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("tickets", page);
    document.put(
        "after_url",
        "http://%s%s?cursor=%s&per_page=%d"
            .formatted(request.header("Host").orElse(""), request.path(), last.cursor(), size));
    document.put("after_cursor", last.cursor());
    document.put("before_url", null);
    document.put("before_cursor", null);
    document.put("end_of_stream", page.size() == behind.size());
    return Reply.json(200, document);
  }

  private static int size(String text) {
    return Math.max(1, Math.min(MOST, Integer.parseInt(text)));
  }

  /** On or after this second. */
  private static Place start(String seconds) {
    return new Place(Long.parseLong(seconds == null ? "" : seconds), -1);
  }

  private static Place place(String cursor) {
    Matcher place =
        CURSOR.matcher(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
    if (!place.matches()) {
      throw new IllegalArgumentException(cursor);
    }
    return new Place(Long.parseLong(place.group(1)), Long.parseLong(place.group(2)));
  }

  private static Place placeOf(Map<String, Object> ticket) {
    return new Place((Long) ticket.get(ZendeskTickets.GENERATED), (Long) ticket.get("id"));
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }
}
