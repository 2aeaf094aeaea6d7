package dev.oneway.demo.greenhouse;

import dev.oneway.demo.DemoData;
import dev.oneway.demo.http.Webhooks;
import dev.oneway.record.RecordJson;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * What a Greenhouse organization holds, to look at and to change as its recruiters do; each change
 * is told by a webhook. In memory only. Threads may share it.
 */
public final class GreenhouseOrg {
  private static final long SEED = 20_260_131;
  private static final long FIRST_ID = 35_897_443;
  private static final List<String> JOBS =
      List.of("Developer", "Accountant", "Product Manager", "Technician");

  private final InstantSource clock;
  private final Webhooks webhooks;
  private final GreenhouseTable candidates;
  private final GreenhouseTable applications;
  private final GreenhouseTable jobs;
  private final GreenhouseTable offers;
  private final GreenhouseTable notes;
  private final Set<String> customFields = new LinkedHashSet<>();
  private final DemoData data = new DemoData(new Random(SEED));
  private long lastId = FIRST_ID;

  GreenhouseOrg(InstantSource clock, Webhooks webhooks) {
    this.clock = clock;
    this.webhooks = webhooks;
    this.candidates = new GreenhouseTable(clock);
    this.applications = new GreenhouseTable(clock);
    this.jobs = new GreenhouseTable(clock);
    this.offers = new GreenhouseTable(clock);
    this.notes = new GreenhouseTable(clock);
    JOBS.forEach(name -> jobs.insert(++lastId, Map.of("name", name, "status", "open")));
  }

  /** All applications, as the API shows them. */
  public synchronized List<Map<String, Object>> applications() {
    return applications.all();
  }

  /** The candidate of an application, as the API shows it. */
  public synchronized Map<String, Object> candidateOf(long application) {
    return candidates.find(number(applications.find(application), "candidate_id")).orElseThrow();
  }

  /** All records of a resource; empty for one the API doesn't have. */
  synchronized Optional<List<Map<String, Object>>> list(String resource) {
    return Optional.ofNullable(tables().get(resource)).map(GreenhouseTable::all);
  }

  private Map<String, GreenhouseTable> tables() {
    return Map.of(
        "candidates", candidates,
        "applications", applications,
        "jobs", jobs,
        "offers", offers,
        "notes", notes);
  }

  /** All candidates, as the API shows them. */
  public synchronized List<Map<String, Object>> candidates() {
    return candidates.all();
  }

  /** All notes on candidates, as the API shows them. */
  public synchronized List<Map<String, Object>> notes() {
    return notes.all();
  }

  /** An administrator adds a text field to candidates; without it the API doesn't know the key. */
  public synchronized void addCustomField(String nameKey) {
    customFields.add(nameKey);
  }

  synchronized boolean hasCustomField(String nameKey) {
    return customFields.contains(nameKey);
  }

  synchronized boolean hasCandidate(long id) {
    return candidates.find(id).isPresent();
  }

  /**
   * Somebody is added who hasn't applied for anything. Returns the candidate as the API shows it.
   */
  public synchronized Map<String, Object> addCandidate(Map<String, Object> fields) {
    Map<String, Object> person = new LinkedHashMap<>();
    person.put("first_name", null);
    person.put("last_name", null);
    person.put("company", null);
    person.put("title", null);
    person.put("private", false);
    person.put("email_addresses", List.of());
    person.put("phone_numbers", List.of());
    person.put("social_media_addresses", List.of());
    person.put("tags", List.of());
    person.put("custom_fields", Map.of());
    person.putAll(fields);
    candidates.insert(++lastId, person);
    return candidates.find(lastId).orElseThrow();
  }

  /** Returns the candidate as the API shows it; empty when there is none. */
  synchronized Optional<Map<String, Object>> changeCandidate(long id, Map<String, Object> fields) {
    if (candidates.find(id).isEmpty()) {
      return Optional.empty();
    }
    candidates.update(id, fields);
    return candidates.find(id);
  }

  /** Somebody deletes a candidate, and with it the notes. */
  public synchronized void deleteCandidate(long id) {
    candidates.delete(id);
    for (Map<String, Object> note : notes.all()) {
      if (note.get("candidate_id").equals(id)) {
        notes.delete((Long) note.get("id"));
      }
    }
  }

  /** A note is there for good: the API has no request that changes or deletes one. */
  public synchronized Map<String, Object> addNote(Map<String, Object> fields) {
    notes.insert(++lastId, fields);
    return notes.find(lastId).orElseThrow();
  }

  /** Nobody is left. */
  public synchronized void clear() {
    candidates.all().forEach(one -> deleteCandidate((Long) one.get("id")));
  }

  /** Somebody applies for a job. Returns the application's id. */
  public synchronized long apply() {
    String first = data.firstName();
    String last = data.lastName();
    long candidate = ++lastId;
    Map<String, Object> person = new LinkedHashMap<>();
    person.put("first_name", first);
    person.put("last_name", last);
    person.put("company", data.lastName() + " Ltd.");
    person.put("title", null);
    person.put("private", false);
    person.put("email_addresses", List.of(value(data.email(first, last, candidate), "personal")));
    person.put("phone_numbers", List.of(value("+1 518 555 " + candidate % 10_000, "mobile")));
    person.put("tags", List.of());
    candidates.insert(candidate, person);
    long application = ++lastId;
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("candidate_id", candidate);
    fields.put("job_id", data.pick(jobs.all()).get("id"));
    fields.put("prospect", false);
    fields.put("status", "in_process");
    fields.put("stage_name", "Application Review");
    fields.put("rejected_at", null);
    applications.insert(application, fields);
    return application;
  }

  private static Map<String, Object> value(String value, String type) {
    return Map.of("value", value, "type", type);
  }

  /** The candidate has accepted an offer and is hired: {@code hire_candidate}. */
  public synchronized void hire(long application) {
    LocalDate start = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(30);
    Map<String, Object> offer = new LinkedHashMap<>();
    offer.put("application_id", application);
    offer.put("candidate_id", number(applications.find(application), "candidate_id"));
    offer.put("version", 1L);
    offer.put("status", "Accepted");
    offer.put("starts_on", start.toString());
    offers.insert(++lastId, offer);
    set(application, "hired", null);
    tell("hire_candidate", Map.of("application", GreenhouseEvents.hired(facts(application))));
  }

  /** The hire is undone; the offer stays as it is: {@code unhire_candidate}. */
  public synchronized void unhire(long application) {
    set(application, "in_process", "Offer");
    tell("unhire_candidate", Map.of("application", GreenhouseEvents.unhired(facts(application))));
  }

  private void set(long application, String status, String stage) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("status", status);
    fields.put("stage_name", stage);
    applications.update(application, fields);
  }

  /** The candidate is corrected: {@code update_candidate}, which nobody has subscribed to. */
  public synchronized void correct(long candidate, Map<String, Object> fields) {
    candidates.update(candidate, fields);
  }

  /** Two candidates turn out to be one person; the first keeps all: {@code merge_candidate}. */
  public synchronized void merge(long primary, long duplicate) {
    Map<String, Object> gone = candidates.find(duplicate).orElseThrow();
    for (Map<String, Object> application : applications.all()) {
      if (application.get("candidate_id").equals(duplicate)) {
        applications.update((Long) application.get("id"), Map.of("candidate_id", primary));
      }
    }
    candidates.delete(duplicate);
    tell("merge_candidate", Map.of("person", GreenhouseEvents.merged(gone, primary)));
  }

  private GreenhouseEvents.Facts facts(long id) {
    Map<String, Object> application = applications.find(id).orElseThrow();
    return new GreenhouseEvents.Facts(
        application,
        candidateOf(id),
        jobs.find((Long) application.get("job_id")).orElseThrow(),
        offers.all().stream()
            .filter(offer -> offer.get("application_id").equals(id))
            .reduce((one, next) -> next));
  }

  private static long number(Optional<Map<String, Object>> record, String field) {
    return (Long) record.orElseThrow().get(field);
  }

  private void tell(String action, Map<String, Object> payload) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("action", action);
    event.put("payload", payload);
    webhooks.send(
        Map.of("Greenhouse-Event-ID", UUID.randomUUID().toString()), RecordJson.write(event));
  }

  /** One more thing happens: somebody applies, is hired, or isn't after all. */
  public synchronized void tick() {
    long application = apply();
    if (data.chance(60)) {
      hire(application);
    }
    List<Map<String, Object>> hired =
        applications.all().stream().filter(one -> one.get("status").equals("hired")).toList();
    if (data.chance(10) && hired.size() > 2) {
      unhire((Long) data.pick(hired).get("id"));
    } else if (data.chance(5) && hired.size() > 2) {
      merge((Long) hired.get(0).get("candidate_id"), twin(hired.get(0)));
    }
  }

  /** The same person applies once more, under another address. Returns the candidate. */
  private long twin(Map<String, Object> application) {
    long other = apply();
    long candidate = number(applications.find(other), "candidate_id");
    Map<String, Object> same = candidateOf((Long) application.get("id"));
    candidates.update(
        candidate,
        Map.of("first_name", same.get("first_name"), "last_name", same.get("last_name")));
    return candidate;
  }
}
