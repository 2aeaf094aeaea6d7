package dev.oneway.mapping;

import dev.oneway.mapping.Explanation.ChildStory;
import dev.oneway.mapping.Explanation.FieldStory;
import dev.oneway.mapping.model.ChildModel;
import dev.oneway.mapping.model.FieldModel;
import dev.oneway.mapping.model.MappingModel;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Maps records and tells how. The work is the mapping's own: only each field's steps are listened
 * to. Belongs to one thread.
 */
public final class Explainer {
  private final Mapping mapping;
  private final Mapping told;
  private final IdentityHashMap<FieldModel, FieldNotes> notes = new IdentityHashMap<>();

  public Explainer(Mapping mapping) {
    this.mapping = mapping;
    this.told = new Mapping(mapping.model().withFields(this::traced));
  }

  private FieldModel traced(FieldModel field) {
    FieldNotes listener = new FieldNotes(field);
    notes.put(field, listener);
    return new FieldModel(
        field.name(), field.line(), field.column(), field.value().traced(listener), field.when());
  }

  /** Maps one record, with the result {@link Mapping#apply} gives. */
  public Explanation explain(Map<String, Object> source) {
    notes.values().forEach(FieldNotes::clear);
    Mapped mapped = told.apply(source);
    if (mapped instanceof Mapped.Rejected rejected) {
      rejected.rejection().field().ifPresent(path -> refuse(path, rejected.rejection().reason()));
    }
    return new Explanation(
        mapped,
        last(mapping.model().key()),
        last(mapping.model().fields()),
        mapping.model().children().stream().map(this::rows).toList());
  }

  /** A rule of the field as a whole may have refused what its steps gave. */
  private void refuse(String path, String reason) {
    MappingModel model = mapping.model();
    Stream.concat(model.key().stream(), model.fields().stream())
        .filter(field -> isIn(field.name(), path))
        .forEach(field -> notes.get(field).refusedInTheEnd(reason));
    for (ChildModel child : model.children()) {
      Stream.concat(child.key().stream(), child.fields().stream())
          .filter(field -> isIn(child.object() + "." + field.name(), path))
          .forEach(field -> notes.get(field).refusedInTheEnd(reason));
    }
  }

  private static boolean isIn(String field, String path) {
    return path.equals(field) || path.startsWith(field + ".");
  }

  /** A rejected record's key may have been worked a second time, to the same end. */
  private List<FieldStory> last(List<FieldModel> fields) {
    return fields.stream()
        .flatMap(field -> notes.get(field).stories().stream().reduce((one, next) -> next).stream())
        .toList();
  }

  private ChildStory rows(ChildModel child) {
    List<List<FieldStory>> rows = new ArrayList<>();
    Stream.concat(child.key().stream(), child.fields().stream())
        .map(field -> notes.get(field).stories())
        .forEach(stories -> addTo(rows, stories));
    return new ChildStory(child, rows);
  }

  private static void addTo(List<List<FieldStory>> rows, List<FieldStory> stories) {
    for (int i = 0; i < stories.size(); i++) {
      if (rows.size() == i) {
        rows.add(new ArrayList<>());
      }
      rows.get(i).add(stories.get(i));
    }
  }
}
