package dev.oneway.demo.salesforce;

import dev.oneway.demo.DemoData;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What sales do with accounts and their opportunities, from the first talk to the signature. Not to
 * be shared between threads; the org sees to it.
 */
final class SalesforceDeals {
  private static final long SEED = 20_260_131;
  private static final List<String> STAGES =
      List.of("Prospecting", "Qualification", "Proposal", "Negotiation", "Closed Won");
  private static final List<String> NEXT_STEPS =
      List.of("Call back", "Send the offer", "Meet their lawyers", "Show the new release");
  private static final List<String> TIERS = List.of("A", "B", "C");
  private static final int DAYS_TO_CLOSE = 90;
  private static final int COUNTRY = 1;
  private static final int CITY = 3;
  private static final int POSTAL_CODE = 4;
  private static final int STREET = 5;

  private final Map<String, SalesforceTable> tables;
  private final InstantSource clock;
  private final DemoData data = new DemoData(new Random(SEED));

  SalesforceDeals(Map<String, SalesforceTable> tables, InstantSource clock) {
    this.tables = tables;
    this.clock = clock;
  }

  /** A company becomes an account, with nothing to sell to it yet. Returns its id. */
  String addAccount() {
    List<String> place = data.pick(DemoData.table("places.csv"));
    String name = data.lastName();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("Name", name + " " + data.pick(List.of("Ltd.", "GmbH", "& Sons", "Inc.")));
    values.put("Website", "https://www.company%d.example.com".formatted(accounts().size() + 1));
    values.put("Industry", data.pick(List.of("Retail", "Manufacturing", "Healthcare")));
    values.put("Tier__c", data.pick(TIERS));
    values.put(
        "Description", "Knows us from " + data.pick(List.of("a fair", "a friend", "the web")));
    values.put("BillingStreet", place.get(STREET));
    values.put("BillingCity", place.get(CITY));
    values.put("BillingPostalCode", place.get(POSTAL_CODE));
    values.put("BillingCountry", place.get(COUNTRY));
    values.put("Billing_Email__c", data.email("billing", name, accounts().size() + 1L));
    return table("Account").insert(values);
  }

  /** Somebody there wants something. Returns the opportunity's id. */
  String addOpportunity(String account) {
    Currency currency = data.pick(List.of(Currency.values()));
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("Name", data.pick(List.of("Licences", "Renewal", "Consulting", "Extension")));
    values.put("AccountId", account);
    values.put("StageName", STAGES.get(0));
    values.put("Amount", currency.amount(1000 + data.below(500_000)));
    values.put("CurrencyIsoCode", currency.name());
    values.put("CloseDate", today().plusDays(data.below(DAYS_TO_CLOSE)).toString());
    return table("Opportunity").insert(values);
  }

  /** Those deals are made in, with the digits behind the point that Salesforce keeps of them. */
  private enum Currency {
    USD(2),
    EUR(2),
    JPY(0);

    private final int digits;

    Currency(int digits) {
      this.digits = digits;
    }

    BigDecimal amount(int smallestUnits) {
      BigDecimal amount = BigDecimal.valueOf(smallestUnits, digits);
      return digits == 0 ? amount.setScale(1) : amount;
    }
  }

  /** One more thing happens: a company is found, a deal begins, moves on, is won or lost. */
  void tick() {
    List<Map<String, Object>> open =
        table("Opportunity").rows().stream()
            .filter(one -> !Boolean.TRUE.equals(one.get("IsClosed")))
            .toList();
    if (open.size() < 5 || data.chance(20)) {
      addOpportunity(data.chance(20) ? addAccount() : idOf(data.pick(accounts())));
    } else if (data.chance(15)) {
      table("Account").update(idOf(data.pick(accounts())), Map.of("Tier__c", data.pick(TIERS)));
    } else {
      moveOn(data.pick(open));
    }
  }

  private void moveOn(Map<String, Object> opportunity) {
    int stage = STAGES.indexOf(opportunity.get("StageName"));
    table("Opportunity")
        .update(
            idOf(opportunity),
            data.chance(15)
                ? Map.of("StageName", "Closed Lost")
                : Map.of("StageName", STAGES.get(stage + 1), "NextStep", data.pick(NEXT_STEPS)));
  }

  private List<Map<String, Object>> accounts() {
    return table("Account").rows();
  }

  private static String idOf(Map<String, Object> row) {
    return (String) row.get("Id");
  }

  private SalesforceTable table(String object) {
    return tables.get(object);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
