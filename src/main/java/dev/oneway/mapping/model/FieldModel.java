package dev.oneway.mapping.model;

import dev.oneway.mapping.value.Origin;
import dev.oneway.mapping.value.Stage;
import dev.oneway.record.Field;
import dev.oneway.record.WriteWhen;
import java.util.List;

/**
 * One destination field as the file describes it.
 *
 * @param origin where its value comes from
 * @param stages the work on the value, in order
 * @param blank what becomes of it when no value is left
 */
public record FieldModel(
    String name,
    int line,
    int column,
    Origin origin,
    List<Stage> stages,
    Blank blank,
    WriteWhen when) {

  /**
   * What a field does without a value.
   *
   * @param substitute takes the place of absent and null; {@link dev.oneway.record.Row#ABSENT} when
   *     the file names no default
   * @param required whether absent, null and blank text refuse the record
   * @param keepNull whether null leaves the destination's field alone instead of clearing it
   */
  public record Blank(Object substitute, boolean required, boolean keepNull) {}

  /** The field as a destination sees it. */
  public Field field(boolean key) {
    return new Field(name, key, when, line, column);
  }
}
