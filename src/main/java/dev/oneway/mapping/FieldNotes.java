package dev.oneway.mapping;

import dev.oneway.mapping.Explanation.FieldStory;
import dev.oneway.mapping.Explanation.Refusal;
import dev.oneway.mapping.Explanation.Step;
import dev.oneway.mapping.model.FieldModel;
import dev.oneway.mapping.value.BadValue;
import dev.oneway.mapping.value.Stage;
import dev.oneway.mapping.value.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Notes how one field came about, each time it is worked. Belongs to one thread. */
final class FieldNotes implements Trace {
  private final FieldModel field;
  private final List<FieldStory> stories = new ArrayList<>();
  private List<Step> steps;

  FieldNotes(FieldModel field) {
    this.field = field;
  }

  /** Once per time the field was worked since the last {@link #clear}. */
  List<FieldStory> stories() {
    return List.copyOf(stories);
  }

  void clear() {
    stories.clear();
  }

  @Override
  public void begins(Object value) {
    steps = new ArrayList<>();
    steps.add(new Step(field.value().origin().words(), value));
    stories.add(new FieldStory(field, steps, Optional.empty()));
  }

  @Override
  public void became(Stage stage, Object value) {
    steps.add(new Step(stage.says(), value));
  }

  @Override
  public void refusedByOrigin(BadValue bad) {
    Refusal refusal = refusal(field.value().origin().words(), bad);
    stories.add(new FieldStory(field, List.of(), Optional.of(refusal)));
  }

  @Override
  public void refused(Stage stage, BadValue bad) {
    Refusal refusal = refusal(stage.says(), bad);
    stories.set(stories.size() - 1, new FieldStory(field, steps, Optional.of(refusal)));
  }

  /** The record was refused because of what the steps gave, the last time the field was worked. */
  void refusedInTheEnd(String reason) {
    int last = stories.size() - 1;
    if (last >= 0 && stories.get(last).refusal().isEmpty()) {
      stories.set(last, new FieldStory(field, steps, Optional.of(new Refusal("", reason))));
    }
  }

  private static Refusal refusal(String says, BadValue bad) {
    return new Refusal(says, bad.sentence("").strip());
  }
}
