package dev.oneway.demo.salesforce;

import dev.oneway.demo.DemoData;
import dev.oneway.demo.http.Webhooks;
import dev.oneway.record.RecordJson;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/**
 * What a Salesforce org holds, to look at and to change as its users do. A record is a Map by field
 * name: text, Boolean, BigDecimal or Instant, without those that are empty. In memory only. Threads
 * may share it; each change is seen as a whole.
 */
public final class SalesforceOrg {
  private static final long SEED = 20_260_131;
  private static final List<String> LEAD_TOLD =
      List.of(
          "Id", "Name", "Title", "Company", "LinkedIn__c", "Downloaded_Content__c", "CreatedDate");

  private final Map<String, SalesforceTable> tables;
  private final SalesforceDeals deals;
  private final DemoData data = new DemoData(new Random(SEED));
  private Optional<Webhooks> leadFlow = Optional.empty();
  private int made;

  SalesforceOrg(InstantSource clock) {
    tables = SalesforceSchema.tables(clock);
    deals = new SalesforceDeals(tables, clock);
  }

  /**
   * The org's users add a field.
   *
   * @param field its name, its type with length or values, and what else is true of it, e.g. {@code
   *     Region__c string:40 unique} or {@code Tier__c picklist:A|B}
   */
  public synchronized void declare(String object, String field) {
    table(object).declare(SalesforceField.parse(field));
  }

  /** All records of an object, in the order they were made. */
  public synchronized List<Map<String, Object>> all(String object) {
    return table(object).rows();
  }

  /** The record with this value in a field that is unique, or in Id. */
  public synchronized Optional<Map<String, Object>> find(
      String object, String field, String value) {
    SalesforceTable table = table(object);
    return field.equals("Id")
        ? table.row(value)
        : table.field(field).flatMap(found -> table.row(found, value));
  }

  /** A user enters a record. Returns its id. Nothing is checked. */
  public synchronized String add(String object, Map<String, Object> values) {
    return table(object).insert(values);
  }

  /**
   * A user edits a record; nothing is checked.
   *
   * @throws IllegalArgumentException when there is none with this id
   */
  public synchronized void edit(String object, String id, Map<String, Object> values) {
    if (table(object).row(id).isEmpty()) {
      throw new IllegalArgumentException("no " + object + " " + id);
    }
    Map<String, Object> edited = new LinkedHashMap<>(values);
    edited.put("LastModifiedById", SalesforceSchema.ANN);
    table(object).update(id, edited);
  }

  /** Sales have made a customer of a lead: it can't be written any more. */
  public void convert(String leadId) {
    edit("Lead", leadId, Map.of("IsConverted", true));
  }

  /** A user deletes a record. */
  public synchronized void delete(String object, String id) {
    table(object).delete(id);
  }

  /** Deletes all records of an object. */
  public synchronized void clear(String object) {
    all(object).forEach(row -> table(object).delete(row.get("Id").toString()));
  }

  /** Somebody works on a record, or has finished: meanwhile nobody else can write it. */
  public synchronized void lock(String object, String id, boolean isLocked) {
    table(object).lock(id, isLocked);
  }

  /** Something happens in sales, as it happens in sales. */
  public synchronized void tick() {
    if (!all("Account").isEmpty()) {
      deals.tick();
    }
    List<Map<String, Object>> leads = all("Lead");
    if (leads.isEmpty() || data.below(100) < 30) {
      addLead();
      return;
    }
    String id = data.pick(leads).get("Id").toString();
    if (data.chance(50)) {
      edit("Lead", id, Map.of("Rating", data.pick(List.of("Hot", "Warm", "Cold"))));
    } else {
      edit("Lead", id, Map.of("Status", "Working - Contacted"));
    }
  }

  /**
   * An administrator makes a record-triggered Flow that calls out when a lead is created, signed by
   * an Apex action as Standard Webhooks want it.
   *
   * @see <a href="https://help.salesforce.com/s/articleView?id=platform.flow_build_extend.htm">Flow
   *     callouts</a>
   */
  public synchronized void tellOfLeads(Webhooks webhooks) {
    leadFlow = Optional.of(webhooks);
  }

  private void tellOfLead(String id) {
    Map<String, Object> lead = find("Lead", "Id", id).orElseThrow();
    Map<String, Object> told = new LinkedHashMap<>();
    LEAD_TOLD.forEach(field -> told.put(field, SalesforceQueries.shown(lead.get(field))));
    leadFlow.ifPresent(
        webhooks -> webhooks.send(Map.of("webhook-id", "msg_" + id), RecordJson.write(told)));
  }

  /** A company becomes an account. Returns its id. */
  public synchronized String addAccount() {
    return deals.addAccount();
  }

  /** So many companies are accounts, and sales are in the middle of selling to them. */
  public synchronized void addAccounts(int count) {
    for (int i = 0; i < count; i++) {
      deals.addOpportunity(deals.addAccount());
      deals.tick();
      deals.tick();
    }
  }

  /** Sales begin to sell something to an account. Returns the opportunity's id. */
  public synchronized String addOpportunity(String account) {
    return deals.addOpportunity(account);
  }

  /** A user meets somebody and enters a lead. Returns its id. */
  public synchronized String addLead() {
    String first = data.firstName();
    String last = data.lastName();
    made++;
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("FirstName", first);
    values.put("LastName", last);
    values.put("Company", data.lastName() + " Ltd.");
    values.put("Title", data.pick(List.of("Head of Operations", "CTO", "Buyer", "Owner")));
    values.put("Email", data.email(first, last, 900_000L + made));
    values.put("LinkedIn__c", "https://www.linkedin.com/in/example-" + made);
    values.put("Downloaded_Content__c", data.pick(List.of("Price list", "White paper", "Guide")));
    String id = add("Lead", values);
    tellOfLead(id);
    return id;
  }

  /** Does something with all tables, by object, that nobody may disturb. */
  synchronized <T> T withAll(Function<Map<String, SalesforceTable>, T> work) {
    return work.apply(tables);
  }

  /** Does something with an object's records that nobody may disturb; empty for an unknown one. */
  synchronized <T> Optional<T> with(String object, Function<SalesforceTable, T> work) {
    return Optional.ofNullable(tables.get(object)).map(work);
  }

  private SalesforceTable table(String object) {
    SalesforceTable table = tables.get(object);
    if (table == null) {
      throw new IllegalArgumentException("the org has no object " + object);
    }
    return table;
  }
}
