package dev.oneway.demo;

import dev.oneway.fault.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sandbox systems some flows need, in a folder of their own that is made anew each time, and
 * the settings that lead the flows to them. Used by one thread.
 */
public final class Demo implements AutoCloseable {
  private static final Map<String, Set<Sandbox>> NEEDED = new LinkedHashMap<>();

  static {
    NEEDED.put("shop-orders-to-bi", EnumSet.of(Sandbox.SHOP, Sandbox.BI));
    NEEDED.put("hr-people-to-access-control", EnumSet.of(Sandbox.HR, Sandbox.ACCESS_CONTROL));
    NEEDED.put("hubspot-mql-to-salesforce-lead", EnumSet.of(Sandbox.HUBSPOT, Sandbox.SALESFORCE));
    NEEDED.put("itsm-case-to-crm-case", EnumSet.of(Sandbox.SERVICENOW, Sandbox.SALESFORCE));
    NEEDED.put("warehouse-usage-to-crm", EnumSet.of(Sandbox.WAREHOUSE, Sandbox.HUBSPOT));
    NEEDED.put("warehouse-usage-to-support", EnumSet.of(Sandbox.WAREHOUSE, Sandbox.ZENDESK));
    NEEDED.put("alerts", EnumSet.of(Sandbox.SLACK));
    NEEDED.put("crm-lead-to-chat", EnumSet.of(Sandbox.SALESFORCE, Sandbox.SLACK));
    NEEDED.put("support-tickets-to-analytics", EnumSet.of(Sandbox.ZENDESK, Sandbox.ANALYTICS));
    NEEDED.put("ats-hired-to-hris", EnumSet.of(Sandbox.GREENHOUSE, Sandbox.BAMBOOHR));
    NEEDED.put("billing-status-to-customer-portal", EnumSet.of(Sandbox.STRIPE, Sandbox.PORTAL));
    NEEDED.put(
        "segment-events-to-warehouse", EnumSet.of(Sandbox.SEGMENT, Sandbox.PRODUCT_WAREHOUSE));
    NEEDED.put("app-logs-to-archive", EnumSet.of(Sandbox.APPLICATION, Sandbox.ARCHIVE));
    NEEDED.put("catalog-to-storefront-marketplace-email", EnumSet.of(Sandbox.AKENEO));
    NEEDED.put("catalog-to-storefront", EnumSet.of(Sandbox.SHOP));
    NEEDED.put("catalog-to-marketplace", EnumSet.of(Sandbox.EBAY));
    NEEDED.put("catalog-to-email", EnumSet.of(Sandbox.MAILCHIMP));
    NEEDED.put("hris-user-to-app-scim", EnumSet.of(Sandbox.BAMBOOHR, Sandbox.SCIM_APP));
    NEEDED.put("hris-department-to-app-scim", EnumSet.of(Sandbox.BAMBOOHR, Sandbox.SCIM_APP));
    NEEDED.put("hris-roster-to-tools", EnumSet.of(Sandbox.BAMBOOHR));
    NEEDED.put("hris-roster-to-jira", EnumSet.of(Sandbox.BAMBOOHR, Sandbox.JIRA));
    NEEDED.put("hris-roster-to-harvest", EnumSet.of(Sandbox.BAMBOOHR, Sandbox.HARVEST));
    NEEDED.put("hris-roster-to-slack", EnumSet.of(Sandbox.BAMBOOHR, Sandbox.SLACK_MEMBERS));
    NEEDED.put("product-approval-to-client-ats", EnumSet.of(Sandbox.PRODUCT, Sandbox.CLIENTS));
    NEEDED.put("product-note-to-client-ats", EnumSet.of(Sandbox.PRODUCT, Sandbox.CLIENTS));
    NEEDED.put(
        "crm-leads-to-marketing-report", EnumSet.of(Sandbox.SALESFORCE, Sandbox.MARKETING_REPORT));
    NEEDED.put(
        "salesforce-account-to-outreach-account", EnumSet.of(Sandbox.SALESFORCE, Sandbox.OUTREACH));
    NEEDED.put("salesforce-account-changes-to-outreach-account", EnumSet.of(Sandbox.SALESFORCE));
    NEEDED.put(
        "salesforce-deal-to-billing-customer", EnumSet.of(Sandbox.SALESFORCE, Sandbox.STRIPE));
    NEEDED.put(
        "salesforce-deal-to-billing-invoice-item", EnumSet.of(Sandbox.SALESFORCE, Sandbox.STRIPE));
    NEEDED.put("procurement-invoice-to-file-storage", EnumSet.of(Sandbox.COUPA, Sandbox.BOX));
    NEEDED.put("procurement-order-to-file-storage", EnumSet.of(Sandbox.COUPA, Sandbox.BOX));
  }

  /** Flows of which one reads what the others deliver: none makes sense without the others. */
  private static final List<List<String>> TOGETHER =
      List.of(
          List.of(
              "catalog-to-storefront-marketplace-email",
              "catalog-to-storefront",
              "catalog-to-marketplace",
              "catalog-to-email"),
          List.of(
              "hris-roster-to-tools",
              "hris-roster-to-jira",
              "hris-roster-to-harvest",
              "hris-roster-to-slack"),
          List.of(
              "salesforce-account-to-outreach-account",
              "salesforce-account-changes-to-outreach-account"),
          List.of("salesforce-deal-to-billing-customer", "salesforce-deal-to-billing-invoice-item"),
          List.of("product-approval-to-client-ats", "product-note-to-client-ats"));

  private static final int PATIENCE_SECONDS = 5;

  private final Path folder;
  private final Map<Sandbox, OpenSandbox> sandboxes = new EnumMap<>(Sandbox.class);
  private OptionalInt door = OptionalInt.empty();

  private Demo(Path folder) {
    this.folder = folder;
  }

  /** The flows that have sandboxes; no other flow of the routes folder takes part. */
  public static List<String> flows() {
    return List.copyOf(NEEDED.keySet());
  }

  /**
   * The flows somebody asks for, each with those it works together with; all when none is named.
   *
   * @throws IllegalArgumentException when a flow has no sandboxes
   */
  public static List<String> flows(List<String> named) {
    for (String flow : named) {
      if (!NEEDED.containsKey(flow)) {
        throw new IllegalArgumentException(
            "There is no demo of a flow `%s`. %sFlows: %s."
                .formatted(
                    flow, Nearest.didYouMean(flow, flows()), String.join(", ", NEEDED.keySet())));
      }
    }
    return named.isEmpty() ? flows() : named.stream().flatMap(Demo::together).distinct().toList();
  }

  private static Stream<String> together(String flow) {
    return TOGETHER.stream()
        .filter(group -> group.contains(flow))
        .findFirst()
        .orElse(List.of(flow))
        .stream();
  }

  /**
   * Empties the folder and opens what these flows need, each system once.
   *
   * @throws UncheckedIOException when the folder can't be written
   */
  public static Demo open(Path folder, List<String> flows) {
    Demo demo = new Demo(folder);
    try {
      empty(folder);
      demo.openAll(
          flows.stream().map(NEEDED::get).flatMap(Set::stream).collect(Collectors.toSet()));
      return demo;
    } catch (IOException e) {
      demo.close();
      throw new UncheckedIOException("the demo can't be set up in " + folder, e);
    }
  }

  private void openAll(Collection<Sandbox> needed) throws IOException {
    for (Sandbox sandbox : needed) {
      sandboxes.put(sandbox, sandbox.open(folder));
    }
    List<Consumer<URI>> tellers =
        sandboxes.values().stream().flatMap(one -> one.subscription().stream()).toList();
    if (!tellers.isEmpty()) {
      int port = freePort();
      door = OptionalInt.of(port);
      tellers.forEach(teller -> teller.accept(URI.create("http://localhost:" + port)));
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  /** Settings that win over all others. */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("oneway.state.url", "jdbc:sqlite:" + folder.resolve("oneway.db"));
    // All is made anew at the next start: nobody has to wait for a vendor's limits.
    settings.put("camel.main.shutdownTimeout", Integer.toString(PATIENCE_SECONDS));
    sandboxes.values().forEach(sandbox -> settings.putAll(sandbox.settings()));
    door.ifPresent(port -> settings.put("oneway.door.port", Integer.toString(port)));
    return settings;
  }

  /** Something happens in each system in which somebody works. */
  public void tick() {
    sandboxes.values().forEach(sandbox -> sandbox.tick().run());
  }

  /** The systems that are open and where to look into them, a line each. */
  public String whereToLook() {
    return sandboxes.values().stream()
        .map(sandbox -> "  " + sandbox.whereToLook() + "\n")
        .collect(Collectors.joining());
  }

  private static void empty(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(folder);
  }

  @Override
  public void close() {
    sandboxes.values().forEach(sandbox -> sandbox.closing().run());
  }
}
