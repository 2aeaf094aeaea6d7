package dev.oneway.mapping;

import dev.oneway.mapping.model.ChildModel;
import dev.oneway.mapping.model.FieldModel;
import java.util.List;
import java.util.Optional;

/**
 * What a mapping made of one record, and how.
 *
 * @param key how the key fields came about
 * @param fields how the other fields came about; none when the mapping didn't come to them
 * @param children how the rows of each child came about
 */
public record Explanation(
    Mapped mapped, List<FieldStory> key, List<FieldStory> fields, List<ChildStory> children) {

  /**
   * How one field of a record or row came about.
   *
   * @param steps the origin's and each stage's, up to the one that refused the record
   * @param refusal what refused the record
   */
  public record FieldStory(FieldModel field, List<Step> steps, Optional<Refusal> refusal) {}

  /**
   * One step's work.
   *
   * @param says the origin in words, or what the stage does; may be empty
   * @param value what came of it: a value, null or {@link dev.oneway.record.Row#ABSENT}
   */
  public record Step(String says, Object value) {}

  /**
   * A step that can't work with a value, or a rule that refuses what the steps gave.
   *
   * @param says as a step's; empty when it is a rule
   * @param clause what is wrong, e.g. {@code is "x", but must be a whole number}; of a rule the
   *     whole reason
   */
  public record Refusal(String says, String clause) {}

  /**
   * The rows of one child.
   *
   * @param rows the fields of each row, as far as the mapping came
   */
  public record ChildStory(ChildModel child, List<List<FieldStory>> rows) {}
}
