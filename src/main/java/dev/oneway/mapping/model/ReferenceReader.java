package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Vocabulary;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.value.ReferenceTo;
import dev.oneway.mapping.value.Stage;
import dev.oneway.mapping.yaml.FaultList;
import dev.oneway.mapping.yaml.Section;
import dev.oneway.record.Shape;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** {@code ref}: the flow that delivers what the value is the key of, or a table of it and more. */
final class ReferenceReader implements StageReader {
  static final String REF = "ref";

  private static final String FLOW = "flow";
  private static final String LEDGER = "ledger";
  private static final String MISSING = "missing";
  private static final String WAIT = "wait";
  private static final String SKIP = "skip";

  static final Vocabulary WORDS =
      Vocabulary.of(
          REF,
          "A record that another flow delivers, or this one.",
          Word.of(
                  FLOW,
                  Kind.text("the name of a flow"),
                  "the flow that delivers it: its file's name without the ending")
              .asNeeded(),
          Word.of(
                  LEDGER,
                  Kind.text("the name behind `dedup:`"),
                  "the ledger of that flow that remembers it, as its `dedup:` step calls it")
              .byDefault("ledger"),
          Word.of(
                  MISSING,
                  Kind.oneOf(WAIT, SKIP),
                  "what becomes of a record while it isn't there: `wait` keeps the record as a dead"
                      + " letter, which is delivered by itself when it is; `skip` leaves out the"
                      + " element of the list the field stands in, or without a list the field"
                      + " alone")
              .byDefault(WAIT));

  private static final Word WORD =
      Word.of(
              REF,
              Kind.either(Kind.text("the name of a flow"), new Kind.Table(REF)),
              "the value is the key of a record that this flow delivers, and what arrives is the"
                  + " destination's id of it: a flow's name, or a table. Of a list each element is"
                  + " a key; with `fields` an object is, of several fields. A blank text becomes"
                  + " null")
          .example(
              "{ from: AccountId, ref: crm-account-to-billing-customer }",
              "{\"AccountId\": \"0015g\"}",
              "{\"$ref\":\"crm-account-to-billing-customer\",\"key\":\"0015g\"}")
          .example(
              "{ from: ids, ref: { flow: hris-user-to-app-scim, missing: skip } }",
              "{\"ids\": [7, \"8\"]}",
              "[{\"$ref\":\"hris-user-to-app-scim\",\"key\":\"7\"},"
                  + "{\"$ref\":\"hris-user-to-app-scim\",\"key\":\"8\"}]")
          .example(
              "{ fields: { order: order, line: no }, ref: shop-lines-to-erp }",
              "{\"order\": 10248, \"no\": 1}",
              "{\"$ref\":\"shop-lines-to-erp\",\"key\":\"[\\\"10248\\\",\\\"1\\\"]\"}")
          .example(
              "{ fields: { order: order, line: no }, ref: shop-lines-to-erp }",
              "{\"order\": 10248}",
              "rejected as missing: the nested object lacks a part of the key it is.");

  @Override
  public List<Word> words() {
    return List.of(WORD);
  }

  @Override
  public Optional<Stage> read(Section field, Reading reading) {
    return field.find(REF).flatMap(entry -> reference(entry, field, reading));
  }

  private static Optional<Stage> reference(Section.Entry entry, Section field, Reading reading) {
    refuseWorkBehind(field, reading.faults());
    List<String> key = keyOf(field);
    if (entry.value() instanceof ScalarNode) {
      return field.text(REF).map(flow -> to(flow, LEDGER, false, key, entry.value()));
    }
    return Section.of(entry.value(), "`ref`", reading.faults())
        .flatMap(section -> table(entry, section, key));
  }

  private static Optional<Stage> table(Section.Entry entry, Section section, List<String> key) {
    section.refuseOthers(WORDS.names());
    section.requireNeeded(
        WORDS, entry.value(), "`ref`", word -> "Add `flow:` with the name of a flow.");
    Optional<String> ledger =
        section.find(LEDGER).isEmpty() ? Optional.of(LEDGER) : section.text(LEDGER);
    String missing = section.word(MISSING, List.of(WAIT, SKIP)).orElse(WAIT);
    return section
        .text(FLOW)
        .flatMap(
            flow ->
                ledger.map(
                    name ->
                        to(
                            flow,
                            name,
                            missing.equals(SKIP),
                            key,
                            section.find(FLOW).orElseThrow().value())));
  }

  private static Stage to(
      String flow, String ledger, boolean skipped, List<String> key, Node node) {
    Shape.Place place = new Shape.Place(FaultList.lineOf(node), FaultList.columnOf(node));
    return new ReferenceTo(flow, ledger, skipped, key, place);
  }

  /** Of an object that is a key: its fields, whose faults are told where they are read. */
  private static List<String> keyOf(Section field) {
    return field
        .find(NestedReader.FIELDS)
        .flatMap(fields -> Section.of(fields.value(), "", new FaultList("")))
        .map(fields -> fields.entries().stream().map(Section.Entry::name).toList())
        .orElse(List.of());
  }

  /** The id isn't known before the ledger has found it. */
  private static void refuseWorkBehind(Section field, FaultList faults) {
    Stream.concat(FieldLanguage.JOIN.words().stream().map(Word::name), Stream.of(CheckReader.CHECK))
        .flatMap(word -> field.find(word).stream())
        .forEach(
            entry ->
                faults.at(
                    entry.key(),
                    "`" + entry.name() + "` can't stand beside `ref`, whose id isn't known yet.",
                    "Remove it."));
  }
}
