package dev.oneway.mapping.value;

import dev.oneway.record.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The work on each element of a list. Elements that are null or an empty text in the end are left
 * out.
 */
public final class Elements implements Stage {
  private final Stage[] stages;
  private final String words;

  /**
   * @param stages the work on an element, in order
   * @param words how a message calls the list
   */
  public Elements(List<Stage> stages, String words) {
    this.stages = stages.toArray(Stage[]::new);
    this.words = words;
  }

  @Override
  public Object apply(Object value) {
    if (!(value instanceof List<?> list)) {
      throw BadValue.type(value, "an array");
    }
    List<Object> elements = new ArrayList<>(list.size());
    int position = 0;
    for (Object element : list) {
      position++;
      Object worked = worked(element, position);
      if (worked != null && !worked.equals("")) {
        elements.add(worked);
      }
    }
    return elements;
  }

  private Object worked(Object element, int position) {
    try {
      Object value = element;
      for (int i = 0; i < stages.length && value != null; i++) {
        value = stages[i].apply(value);
      }
      return value;
    } catch (BadValue bad) {
      throw bad.of("element " + position + " of " + words);
    }
  }

  @Override
  public String says() {
    return says(Stage::says);
  }

  /**
   * What it does.
   *
   * @param words says it of the work on an element
   */
  public String says(Function<Stage, String> words) {
    String work =
        stages().stream()
            .map(words)
            .filter(said -> !said.isEmpty())
            .collect(Collectors.joining(", "));
    return work.isEmpty() ? "" : "each element " + work;
  }

  /** The work on an element, in order. */
  public List<Stage> stages() {
    return List.of(stages);
  }

  @Override
  public Promise promised(Promise given) {
    return Promise.of(Promise.Kind.JSON);
  }
}
