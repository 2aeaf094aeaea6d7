package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.mapping.Explanation.FieldStory;
import dev.oneway.record.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a record was mapped, told step by step. */
class ExplainerTest {
  private static final Mapping MAPPING =
      Mappings.with(
          """
          fields:
            email: { from: email, text: [trim, lower] }
            total: { from: total, type: decimal, default: 0 }
            note: note
          children:
            lines:
              each: lines
              parent: { order_id: id }
              key: { line: n }
              fields: { sku: { from: sku, text: upper } }
          """);

  private final Explainer explainer = new Explainer(MAPPING);

  private static String words(FieldStory story) {
    StringBuilder text = new StringBuilder(story.field().name());
    story
        .steps()
        .forEach(step -> text.append(" > ").append(step.says()).append("=").append(step.value()));
    story
        .refusal()
        .ifPresent(
            refusal ->
                text.append(" > ").append(refusal.says()).append("! ").append(refusal.clause()));
    return text.toString();
  }

  @Test
  void eachStepIsToldWithItsValueAndTheResultIsTheMappings() {
    var record =
        Mappings.json(
            "{\"id\": 1, \"email\": \" A@B.de\", \"lines\": [{\"n\": 1, \"sku\": \"a\"}, {\"n\": 2}]}");
    Explanation explanation = explainer.explain(record);
    assertThat(((Mapped.Delivered) explanation.mapped()).record().fingerprint())
        .isEqualTo(Mappings.delivered(MAPPING, record).fingerprint());
    assertThat(explanation.key())
        .extracting(ExplainerTest::words)
        .containsExactly("id > `id`=1 > =1");
    assertThat(explanation.fields())
        .extracting(ExplainerTest::words)
        .containsExactly(
            "email > `email`= A@B.de > = A@B.de > trim, lower=a@b.de",
            "total > `total`=" + Row.ABSENT,
            "note > `note`=" + Row.ABSENT);
    assertThat(explanation.children().get(0).rows())
        .extracting(row -> row.stream().map(ExplainerTest::words).toList())
        .containsExactly(
            List.of("line > `n`=1 > =1", "sku > `sku`=a > =a > upper=A"),
            List.of("line > `n`=2 > =2", "sku > `sku`=" + Row.ABSENT));
  }

  @Test
  void aRefusalEndsTheStoryAndTheNextRecordBeginsAnew() {
    Explanation refused = explainer.explain(Mappings.json("{\"id\": 1, \"total\": \"x\"}"));
    assertThat(refused.mapped()).isInstanceOf(Mapped.Rejected.class);
    assertThat(refused.fields())
        .extracting(ExplainerTest::words)
        .containsExactly(
            "email > `email`=" + Row.ABSENT,
            "total > `total`=x > as decimal! is \"x\", but must be a decimal number such as 12.50");
    Explanation next = explainer.explain(Mappings.json("{\"id\": 2}"));
    assertThat(next.key()).extracting(ExplainerTest::words).containsExactly("id > `id`=2 > =2");
    assertThat(next.fields()).hasSize(3);
  }

  @Test
  void whatRefusesAFieldInTheEndEndsItsStory() {
    Explainer strict =
        new Explainer(
            Mappings.with(
                """
                fields:
                  no: { from: no, text: trim, check: { maxLength: 2, message: Too long! } }
                  name: { from: name, required: true }
                children:
                  lines:
                    each: lines
                    parent: { order_id: id }
                    key: { line: n }
                    fields: { sku: { from: sku, check: { minLength: 2 } } }
                """));
    assertThat(strict.explain(Mappings.json("{\"name\": \"x\"}")).key())
        .extracting(ExplainerTest::words)
        .containsExactly(
            "id > `id`=" + Row.ABSENT + " > ! `id` is absent, but the field is a key field.");
    assertThat(strict.explain(Mappings.json("{\"id\": 1, \"no\": \"123\"}")).fields())
        .extracting(ExplainerTest::words)
        .containsExactly("no > `no`=123 > =123 > trim=123 > ! Too long! (`no` is \"123\").");
    assertThat(strict.explain(Mappings.json("{\"id\": 1}")).fields())
        .extracting(ExplainerTest::words)
        .endsWith(
            "name > `name`=" + Row.ABSENT + " > ! `name` is absent, but the field is required.");
    Explanation inRow =
        strict.explain(
            Mappings.json(
                "{\"id\": 1, \"name\": \"x\", \"lines\": [{\"n\": 1, \"sku\": \"ab\"},"
                    + " {\"n\": 2, \"sku\": \"a\"}]}"));
    assertThat(inRow.children().get(0).rows())
        .extracting(row -> words(row.get(1)))
        .containsExactly(
            "sku > `sku`=ab > =ab",
            "sku > `sku`=a > =a > ! row 2 of `lines`: `sku` is \"a\", but must have at least 2"
                + " characters.");
  }
}
