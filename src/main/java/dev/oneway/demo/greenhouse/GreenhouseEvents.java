package dev.oneway.demo.greenhouse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What webhooks carry. It isn't what the API shows: a webhook nests what the API keeps apart, and
 * says nothing of when the application was changed.
 *
 * @see <a href="https://developers.greenhouse.io/webhooks.html#candidate-events">Candidate
 *     events</a>
 */
final class GreenhouseEvents {
  private GreenhouseEvents() {}

  /** What belongs together, as the API shows it. */
  record Facts(
      Map<String, Object> application,
      Map<String, Object> candidate,
      Map<String, Object> job,
      Optional<Map<String, Object>> offer) {}

  static Map<String, Object> hired(Facts facts) {
    Map<String, Object> application = new LinkedHashMap<>();
    application.put("id", facts.application().get("id"));
    application.put("opening", Map.of("opening_id", "1234-56", "custom_fields", List.of()));
    application.put("candidate", candidate(facts.candidate()));
    application.put("job", job(facts.job()));
    application.put("jobs", List.of(job(facts.job())));
    application.put("custom_fields", Map.of());
    facts.offer().ifPresent(offer -> application.put("offer", offer(offer)));
    return application;
  }

  static Map<String, Object> unhired(Facts facts) {
    Map<String, Object> application = new LinkedHashMap<>();
    application.put("id", facts.application().get("id"));
    application.put("rejected_at", null);
    application.put("prospect", false);
    application.put("status", "active");
    application.put("last_activity_at", facts.application().get("updated_at"));
    application.put("candidate", candidate(facts.candidate()));
    application.put("jobs", List.of(job(facts.job())));
    return application;
  }

  static Map<String, Object> merged(Map<String, Object> gone, long remaining) {
    Map<String, Object> person = new LinkedHashMap<>();
    for (String field : List.of("id", "first_name", "last_name", "company", "title")) {
      person.put(field, gone.get(field));
    }
    person.put("is_private", false);
    person.put("new_candidate_id", remaining);
    return person;
  }

  private static Map<String, Object> candidate(Map<String, Object> candidate) {
    Map<String, Object> shown = new LinkedHashMap<>();
    for (String field :
        List.of("id", "first_name", "last_name", "title", "email_addresses", "phone_numbers")) {
      shown.put(field, candidate.get(field));
    }
    shown.put("is_private", false);
    return shown;
  }

  private static Map<String, Object> job(Map<String, Object> job) {
    return Map.of("id", job.get("id"), "name", job.get("name"));
  }

  private static Map<String, Object> offer(Map<String, Object> offer) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", offer.get("id"));
    shown.put("version", offer.get("version"));
    shown.put("created_at", offer.get("created_at"));
    shown.put("starts_at", offer.get("starts_on"));
    return shown;
  }
}
