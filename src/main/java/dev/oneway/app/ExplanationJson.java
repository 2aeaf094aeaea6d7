package dev.oneway.app;

import dev.oneway.mapping.Explanation;
import dev.oneway.mapping.Explanation.FieldStory;
import dev.oneway.mapping.Explanation.Step;
import dev.oneway.mapping.Mapped;
import dev.oneway.record.Row;
import dev.oneway.run.Rejection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a mapping made of a record, field by field, as programs read it. */
final class ExplanationJson {
  private ExplanationJson() {}

  static Map<String, Object> of(Explanation explanation) {
    Map<String, Object> json = new LinkedHashMap<>();
    if (explanation.mapped() instanceof Mapped.Delivered delivered) {
      json.put("outcome", delivered.record().operation().name().toLowerCase(Locale.ROOT));
    } else if (explanation.mapped() instanceof Mapped.Rejected rejected) {
      json.put("outcome", "rejected");
      json.putAll(of(rejected.rejection()));
    } else {
      json.put("outcome", "filtered");
    }
    json.put("fields", fields(explanation));
    return json;
  }

  private static Map<String, Object> of(Rejection rejection) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("category", rejection.category());
    json.put("field", rejection.field().orElse(null));
    json.put("reason", rejection.reason());
    return json;
  }

  private static List<Map<String, Object>> fields(Explanation explanation) {
    Stream<Map<String, Object>> own =
        Stream.concat(explanation.key().stream(), explanation.fields().stream())
            .map(story -> field("", story));
    Stream<Map<String, Object>> ofRows =
        explanation.children().stream()
            .flatMap(
                child ->
                    child.rows().stream()
                        .flatMap(List::stream)
                        .map(story -> field(child.child().object() + ".", story)));
    return Stream.concat(own, ofRows).toList();
  }

  /** A field without a value has no {@code value}; one that refused the record says why. */
  private static Map<String, Object> field(String object, FieldStory story) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("field", object + story.field().name());
    json.put("from", story.field().value().origin().words());
    Optional<Step> last = story.steps().stream().reduce((one, next) -> next);
    last.filter(step -> step.value() != Row.ABSENT)
        .ifPresent(step -> json.put("value", step.value()));
    story.refusal().ifPresent(refusal -> json.put("refused", refusal.clause()));
    return json;
  }
}
