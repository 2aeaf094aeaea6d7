package dev.oneway.destination.http;

import dev.oneway.destination.http.DeclaredRequest.Style;
import dev.oneway.destination.http.template.Nesting;
import dev.oneway.destination.http.template.Placeholder;
import dev.oneway.destination.http.template.Values;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.Row;
import java.util.List;
import java.util.Optional;

/** What one record puts in the place of a template's placeholders. */
record RecordValues(Parcel parcel, int index, Action action, Style style) implements Values {

  @Override
  public Object of(Placeholder placeholder) {
    MappedRecord record = parcel.record();
    return switch (placeholder.name()) {
      case KEY -> record.key();
      case ID -> orAbsent(parcel.id());
      case FIELDS -> style.fields().of(parcel, action, true);
      case FIELDS_BUT_KEY -> style.fields().of(parcel, action, false);
      case FIELD -> field(record, placeholder.field());
      case INDEX -> (long) index;
      case VERSION -> orAbsent(record.version().map(Object::toString));
      case FIELD_NAMES -> style.fields().names(record.shape());
      case KEYS -> List.of(record.key());
      case MATCH -> orAbsent(match(parcel));
      case PATCH -> JsonPatch.of(parcel.read(), style.fields().of(parcel, action, false));
      case OPERATIONS -> ScimPatch.of(style.fields().of(parcel, action, true));
      case EXTENSIONS ->
          style.fields().of(parcel, action, true).keySet().stream().filter(Nesting::isUrn).toList();
      case RECORDS, FILE ->
          throw new IllegalStateException("a record holds no records and no file");
    };
  }

  private static Object orAbsent(Optional<String> text) {
    return text.isPresent() ? text.get() : Row.ABSENT;
  }

  private static Object field(MappedRecord record, String name) {
    int at = record.shape().indexOf(name);
    return at < 0 ? Row.ABSENT : record.value(at);
  }

  private Optional<String> match(Parcel parcel) {
    return style.match().flatMap(match -> match.of(parcel.record()));
  }
}
