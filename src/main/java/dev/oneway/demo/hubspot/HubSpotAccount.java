package dev.oneway.demo.hubspot;

import dev.oneway.demo.DemoData;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * What a HubSpot account holds and what happens in it. The same calls make the same account. In
 * memory only. Threads may share it.
 */
public final class HubSpotAccount {
  private static final long SEED = 20_260_131;
  private static final Duration HISTORY = Duration.ofDays(30);
  private static final String MQL = "marketingqualifiedlead";
  private static final String[] STAGES = {
    "subscriber", "lead", MQL, "salesqualifiedlead", "opportunity", "customer"
  };
  private static final List<String> SOURCES =
      List.of("Webinar", "Trade Show", "Web", "Partner", "Newsletter");
  private static final List<String> KINDS = List.of("Works", "Labs", "Foods", "Systems", "& Sons");

  private final HubSpotObjects contacts;
  private final HubSpotObjects companies;
  private final InstantSource clock;
  private final DemoData data = new DemoData(new Random(SEED));
  private int made;

  HubSpotAccount(InstantSource clock) {
    this.clock = clock;
    contacts = new HubSpotObjects("CONTACT", "lastmodifieddate", 101, clock);
    contacts.declare(Property.unique("email", Property.Type.EMAIL));
    for (String name : List.of("firstname", "lastname", "company", "jobtitle", "lead_source")) {
      contacts.declare(Property.of(name, Property.Type.STRING));
    }
    contacts.declare(Property.of("hubspotscore", Property.Type.NUMBER));
    contacts.declare(Property.of("last_marketing_touch", Property.Type.DATETIME));
    contacts.declare(Property.enumeration("lifecyclestage", STAGES));
    companies = new HubSpotObjects("COMPANY", "hs_lastmodifieddate", 7_000_000_001L, clock);
    companies.declare(Property.unique("customer_id", Property.Type.STRING));
    for (String name : List.of("name", "domain", "plan")) {
      companies.declare(Property.of(name, Property.Type.STRING));
    }
    for (String name : List.of("seats", "monthly_active_users", "mrr")) {
      companies.declare(Property.of(name, Property.Type.NUMBER));
    }
    companies.declare(Property.of("last_active_at", Property.Type.DATETIME));
  }

  public HubSpotObjects contacts() {
    return contacts;
  }

  public HubSpotObjects companies() {
    return companies;
  }

  /** The objects of this name in a path, in any case, in singular or plural. */
  Optional<HubSpotObjects> objects(String name) {
    return switch (name.toLowerCase(java.util.Locale.ROOT)) {
      case "contacts", "contact", "0-1" -> Optional.of(contacts);
      case "companies", "company", "0-2" -> Optional.of(companies);
      default -> Optional.empty();
    };
  }

  /** Contacts of the last 30 days that are qualified: stage, score and e-mail address. */
  public synchronized void addQualifiedContacts(int count) {
    spread(count, true);
  }

  /** Contacts of the last 30 days that lack the stage, the score or the e-mail address. */
  public synchronized void addOtherContacts(int count) {
    spread(count, false);
  }

  /** Qualified contacts that are all made at this moment, as an import makes them. */
  public synchronized void importQualifiedContacts(int count) {
    Instant now = clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
    for (int i = 0; i < count; i++) {
      contacts.add(qualified(now), now);
    }
  }

  private void spread(int count, boolean areQualified) {
    Instant begin =
        clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MILLIS).minus(HISTORY);
    for (int i = 0; i < count; i++) {
      Instant then = begin.plusMillis(HISTORY.toMillis() * i / count);
      contacts.add(areQualified ? qualified(then) : other(then), then);
    }
  }

  private Map<String, String> qualified(Instant then) {
    String first = data.firstName();
    String last = data.lastName();
    made++;
    Map<String, String> values = new LinkedHashMap<>();
    values.put("email", data.email(first, last, made));
    values.put("firstname", first);
    values.put("lastname", last);
    values.put("company", data.lastName() + " " + data.pick(KINDS));
    values.put("hubspotscore", String.valueOf(65 + data.below(36)));
    values.put("lifecyclestage", MQL);
    values.put(
        "last_marketing_touch",
        HubSpotObject.time(then.minusSeconds(data.below((int) HISTORY.toSeconds()))));
    values.put("lead_source", data.pick(SOURCES));
    return values;
  }

  private Map<String, String> other(Instant then) {
    Map<String, String> values = qualified(then);
    switch (data.below(3)) {
      case 0 -> values.put("lifecyclestage", "subscriber");
      case 1 -> values.put("hubspotscore", String.valueOf(data.below(65)));
      default -> values.remove("email");
    }
    return values;
  }

  /** Something happens in marketing, as it happens in marketing. */
  public synchronized void tick() {
    int dice = data.below(100);
    if (contacts.size() == 0 || dice < 25) {
      contacts.add(qualified(clock.instant()));
      return;
    }
    long id = data.pick(contacts.all()).id();
    if (dice < 60) {
      contacts.change(id, Map.of("hubspotscore", String.valueOf(30 + data.below(71))));
    } else if (dice < 80) {
      contacts.change(id, Map.of("last_marketing_touch", HubSpotObject.time(clock.instant())));
    } else {
      contacts.change(id, Map.of("lifecyclestage", MQL));
    }
  }
}
