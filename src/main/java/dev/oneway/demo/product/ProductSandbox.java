package dev.oneway.demo.product;

import dev.oneway.demo.DemoData;
import dev.oneway.demo.http.Webhooks;
import dev.oneway.demo.http.Webhooks.Luck;
import dev.oneway.record.RecordJson;
import dev.oneway.webhook.signature.Signer;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A talent product in which partners approve people for clients, edit their profiles and note
 * things; each is told by a webhook, signed as <a
 * href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 * Webhooks</a> are. In memory only. Threads may share it.
 */
public final class ProductSandbox {
  private static final long SEED = 20_260_131;
  private static final List<String> TITLES =
      List.of("Data Engineer", "Product Manager", "Accountant", "Account Executive");
  private static final List<String> NOTES =
      List.of("Could begin in March.", "Prefers to work from Lisbon.", "References are in.");

  private final Webhooks webhooks;
  private final InstantSource clock;
  private final DemoData data = new DemoData(new Random(SEED));
  private final TreeMap<String, Approval> approvals = new TreeMap<>();
  private int numbers;
  private int messages;

  /** Somebody who is approved for a client, as the product has the profile. */
  private record Approval(String client, Map<String, Object> candidate) {}

  private ProductSandbox(Webhooks webhooks, InstantSource clock) {
    this.webhooks = webhooks;
    this.clock = clock;
  }

  /**
   * @param secret what webhooks are signed with, {@code whsec_…}
   * @param luck of the next webhook on its way; one that gets lost comes later, because the product
   *     sends again what wasn't acknowledged
   */
  public static ProductSandbox open(String secret, InstantSource clock, Supplier<Luck> luck) {
    Supplier<Luck> kind =
        () -> {
          Luck drawn = luck.get();
          return drawn == Luck.LOST ? Luck.OVERTAKEN : drawn;
        };
    return new ProductSandbox(
        new Webhooks(Signer.of("standard", List.of(secret), clock), kind), clock);
  }

  /** Where approvals and notes are told. */
  public Webhooks webhooks() {
    return webhooks;
  }

  /** A partner approves somebody for a client. Returns the approval's id. */
  public synchronized String approve(String client) {
    String first = data.firstName();
    String last = data.lastName();
    Map<String, Object> candidate = new LinkedHashMap<>();
    candidate.put("first_name", first);
    candidate.put("last_name", last);
    candidate.put("email", data.email(first, last, ++numbers));
    candidate.put("phone", "+1 518 555 %04d".formatted(numbers));
    candidate.put("company", data.lastName() + " Ltd.");
    candidate.put("title", data.pick(TITLES));
    candidate.put("linkedin", "https://www.linkedin.com/in/p" + numbers);
    return approve(client, candidate);
  }

  /** The same with a profile that is known. */
  public synchronized String approve(String client, Map<String, Object> candidate) {
    String id = "apr_%06d".formatted(approvals.size() + 1);
    approvals.put(id, new Approval(client, new LinkedHashMap<>(candidate)));
    tell("approval.granted", profile(id));
    return id;
  }

  /** The profile is edited. */
  public synchronized void edit(String approval, Map<String, Object> fields) {
    approvals.get(approval).candidate().putAll(fields);
    tell("approval.updated", profile(approval));
  }

  /** A partner notes something on an approval. */
  public synchronized void note(String approval, String text) {
    Map<String, Object> note = new LinkedHashMap<>();
    note.put("id", "note_" + ++numbers);
    note.put("approval", approval);
    note.put("client", approvals.get(approval).client());
    note.put("author", "Dana Reed");
    note.put("text", text);
    note.put("written_at", now());
    tell("approval.note_added", note);
  }

  private Map<String, Object> profile(String id) {
    Approval approval = approvals.get(id);
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", id);
    shown.put("client", approval.client());
    shown.put("updated_at", now());
    shown.put("candidate", approval.candidate());
    return shown;
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private void tell(String type, Map<String, Object> told) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("type", type);
    event.put("timestamp", now());
    event.put("data", told);
    webhooks.send(Map.of("webhook-id", "msg_" + ++messages), RecordJson.write(event));
  }

  /**
   * Somebody is approved for one of these clients, or something more is said of somebody who was.
   */
  public synchronized void tick(List<String> clients) {
    if (approvals.isEmpty() || data.chance(50)) {
      approve(data.pick(clients));
    } else {
      String one = data.pick(new ArrayList<>(approvals.keySet()));
      if (data.chance(50)) {
        note(one, data.pick(NOTES));
      } else {
        edit(one, Map.of("title", data.pick(TITLES)));
      }
    }
  }
}
