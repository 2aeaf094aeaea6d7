package dev.oneway.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a route file, in the form all of them have. */
final class RouteDraft {
  /** By which a delivery is known when it comes again, as the senders' documentation has it. */
  private static final Map<String, String> DELIVERY =
      Map.of(
          "standard", "header:webhook-id",
          "github", "header:X-GitHub-Delivery",
          "greenhouse", "header:Greenhouse-Event-ID",
          "stripe", "/id",
          "segment", "/messageId");

  private final Wish wish;
  private final Side source;
  private final Side destination;
  private final Ends ends;
  private final Attribute key;
  private final boolean changesOnly;
  private final List<String> lines = new ArrayList<>();

  /**
   * @param key what identifies a record of the source; of several fields the first
   * @param changesOnly whether the source is asked for what changed
   */
  RouteDraft(
      Wish wish, Side source, Side destination, Ends ends, Attribute key, boolean changesOnly) {
    this.wish = wish;
    this.source = source;
    this.destination = destination;
    this.ends = ends;
    this.key = key;
    this.changesOnly = changesOnly;
  }

  String text() {
    lines.clear();
    lines.add("# routes/" + wish.flow() + ".camel.yaml");
    if (wish.from() instanceof Address.Webhook webhook) {
      webhook(webhook);
    } else {
      scheduled();
    }
    return String.join("\n", lines) + "\n";
  }

  private void scheduled() {
    begin(wish.flow(), wish.rhythm().words() + ", " + what());
    lines.add("      uri: quartz:" + wish.flow());
    lines.add("      parameters: { cron: \"" + wish.rhythm().cron() + "\", stateful: true }");
    lines.add("      steps:");
    step("        ", ends.reading());
    lines.add("        - split:");
    lines.add("            expression: { ref: { expression: chunk100 } }");
    lines.add("            streaming: true");
    lines.add("            stopOnException: true");
    lines.add("            steps:");
    deliver("              ");
  }

  private String what() {
    return "%s of %s%s go to %s of %s."
        .formatted(
            source.object(),
            source.system(),
            changesOnly ? " that changed" : "",
            destination.object(),
            destination.system());
  }

  private void webhook(Address.Webhook webhook) {
    begin(wish.flow() + "-webhook", "What is sent is checked, and waits in the inbox.");
    lines.add("      uri: platform-http:/webhooks/" + wish.flow());
    lines.add("      parameters: { httpMethodRestrict: POST }");
    lines.add("      steps:");
    step("        ", signature(webhook));
    step("        ", inbox(webhook));
    begin(
        wish.flow(),
        "What waits goes to %s of %s.".formatted(destination.object(), destination.system()));
    lines.add("      uri: inbox:" + wish.flow());
    lines.add("      steps:");
    deliver("        ");
  }

  private Step signature(Address.Webhook webhook) {
    List<String> options = new ArrayList<>();
    if (!webhook.isOfAVendor()) {
      options.addAll(List.of("secrets", wish.flow()));
    }
    if (webhook.scheme().equals("hmac")) {
      options.addAll(List.of("header", "X-Signature"));
    }
    return Step.of("signature:" + webhook.scheme(), options.toArray(String[]::new));
  }

  private Step inbox(Address.Webhook webhook) {
    List<String> options = new ArrayList<>();
    source.asked().ifPresent(pages -> options.addAll(pages.options()));
    options.addAll(List.of("key", pointer(key)));
    if (DELIVERY.containsKey(webhook.scheme())) {
      options.addAll(List.of("deliveryId", DELIVERY.get(webhook.scheme())));
    }
    return Step.of("inbox:" + wish.flow(), options.toArray(String[]::new));
  }

  private static String pointer(Attribute attribute) {
    StringBuilder pointer = new StringBuilder();
    attribute.names().forEach(name -> pointer.append('/').append(Pages.escaped(name)));
    return pointer.toString();
  }

  private void begin(String id, String description) {
    lines.add("- route:");
    lines.add("    id: " + id);
    lines.add("    description: " + YamlText.line(description));
    lines.add("    from:");
  }

  private void deliver(String indent) {
    lines.add(indent + "- to: mapping:" + wish.mapping());
    lines.add(indent + "- to: dedup:ledger");
    step(indent, ends.writing());
  }

  private void step(String indent, Step step) {
    lines.addAll(step.lines(indent));
  }
}
