package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.value.Condition;
import dev.oneway.mapping.value.Members;
import dev.oneway.mapping.value.NestedList;
import dev.oneway.mapping.value.NestedObject;
import dev.oneway.mapping.value.Origin;
import dev.oneway.mapping.value.Path;
import dev.oneway.mapping.yaml.Section;
import java.util.List;
import java.util.Optional;

/** {@code fields}, with {@code each} or without: a list of objects, or one object. */
final class NestedReader implements OriginReader {
  static final String EACH = "each";
  static final String WHERE = "where";
  static final String FIELDS = "fields";

  private static final String LINES =
      "{ each: lines, fields: { Sku: sku, Qty: { from: quantity, type: integer } } }";

  private final List<Word> words =
      List.of(
          Word.of(
                  EACH,
                  Kind.PATH,
                  "with `fields`: the path of an array; each element makes an object")
              .beside(FIELDS)
              .example(
                  LINES,
                  "{\"lines\": [{\"sku\": \"CUP\", \"quantity\": \"2\"}, {}]}",
                  "[{\"Sku\":\"CUP\",\"Qty\":2},{}]")
              .example(LINES, "{\"lines\": []}", "[]")
              .example(LINES, "{}", "(nothing)")
              .example(
                  LINES,
                  "{\"lines\": [{\"quantity\": \"two\"}]}",
                  "rejected as type: row 1 of `lines`: `quantity` is \"two\", but must be a whole"
                      + " number such as 12."),
          Word.of(
                  WHERE,
                  Kind.EXPRESSION,
                  "with `each`: only elements of which it is true make an object")
              .beside(EACH)
              .example(
                  "{ each: people, where: active = true, fields: { id: id } }",
                  "{\"people\": [{\"id\": 1, \"active\": true}, {\"id\": 2}]}",
                  "[{\"id\":1}]"),
          Word.of(
                  FIELDS,
                  FieldLanguage.SOME_FIELDS,
                  "the fields of an object, or with `each` of a list of objects. Inside there is"
                      + " no `on`; a field without value is left out")
              .example(
                  "{ fields: { Street: address.street, City: address.city } }",
                  "{\"address\": {\"street\": \"Main St\"}}",
                  "{\"Street\":\"Main St\"}")
              .example("{ fields: { Street: address.street } }", "{}", "(nothing)"));

  @Override
  public List<Word> words() {
    return words;
  }

  @Override
  public Optional<Origin> read(Section field, Reading reading) {
    Optional<Section.Entry> fields = field.find(FIELDS);
    Optional<Section.Entry> where = field.find(WHERE);
    if (where.isPresent() && field.find(EACH).isEmpty()) {
      reading
          .faults()
          .at(
              where.get().key(),
              "`where` has no `each`.",
              "Add `each:` with the path of an array, or put `where` where the whole record is"
                  + " meant.");
      return Optional.empty();
    }
    if (fields.isEmpty()) {
      reading
          .faults()
          .at(
              field.find(EACH).orElseThrow().key(),
              "`each` has no `fields`.",
              "Add `fields:` with what is made of each element, or write `from:` to take the array"
                  + " as it is.");
      return Optional.empty();
    }
    Optional<Path> each = reading.way(field, EACH);
    Reading inside = each.map(reading::inside).orElse(reading);
    Members members = members(field, inside);
    if (field.find(EACH).isEmpty()) {
      return Optional.of(new NestedObject(members));
    }
    Optional<Condition> condition = inside.expression(field, WHERE).map(Condition.class::cast);
    return each.filter(path -> where.isEmpty() == condition.isEmpty())
        .map(path -> new NestedList(path, condition, members));
  }

  private static Members members(Section field, Reading reading) {
    List<FieldModel> fields =
        new FieldTable(reading, new FieldNames(reading.faults())).members(field, FIELDS);
    return new Members(
        fields.stream().map(member -> new Members.Member(member.name(), member.value())).toList());
  }
}
