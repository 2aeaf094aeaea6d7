package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.value.Stage;
import dev.oneway.mapping.value.TextFunction;
import dev.oneway.mapping.value.TextFunctions;
import dev.oneway.mapping.yaml.FaultList;
import dev.oneway.mapping.yaml.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** {@code text}: one function or a list of them, worked in this order. */
final class TextReader implements StageReader {
  private static final String TEXT = "text";

  private static final Kind.Counted COUNTED = new Kind.Counted(TextFunction.TRUNCATE);

  private static final Word WORD =
      Word.of(
              TEXT,
              Kind.oneOrMany(Kind.either(new Kind.Choice(TextFunction.names()), COUNTED)),
              "functions on text, one or a list: `trim`, `lower`, `upper`, `title` (each word's"
                  + " first letter large), `collapse` (runs of blanks become one), `strip-html` (the"
                  + " text of a page, a line for each block), `nfc` (Unicode's composed form),"
                  + " `digits` (nothing but 0 to 9), `snake` (a name as warehouses write it),"
                  + " `truncate:20` (at most 20 characters, none torn apart)")
          .example("{ from: name, text: [trim, upper] }", "{\"name\": \" ann \"}", "\"ANN\"")
          .example(
              "{ from: name, text: title }",
              "{\"name\": \"JEAN-LUC o'neill\"}",
              "\"Jean-Luc O'neill\"")
          .example(
              "{ from: note, text: strip-html }",
              "{\"note\": \"<p>Hi <b>Ann</b>,<br>1 &lt; 2</p>\"}",
              "\"Hi Ann,\\n1 < 2\"")
          .example(
              "{ from: note, text: [trim, truncate:5] }",
              "{\"note\": \" long enough \"}",
              "\"long \"")
          .example("{ from: phone, text: digits }", "{\"phone\": \"(030) 12-34\"}", "\"0301234\"")
          .example(
              "{ from: event, text: snake }",
              "{\"event\": \"Order Completed\"}",
              "\"order_completed\"")
          .example("{ from: name, text: nfc }", "{\"name\": \"Jose\u0301\"}", "\"José\"");

  @Override
  public List<Word> words() {
    return List.of(WORD);
  }

  @Override
  public Optional<Stage> read(Section field, Reading reading) {
    return field.find(TEXT).map(entry -> new TextFunctions(functions(entry.value(), reading)));
  }

  private static List<TextFunction> functions(Node value, Reading reading) {
    List<Node> nodes =
        value instanceof SequenceNode sequence ? sequence.getValue() : List.of(value);
    return nodes.stream().flatMap(node -> function(node, reading.faults()).stream()).toList();
  }

  private static Optional<TextFunction> function(Node node, FaultList faults) {
    if (node instanceof MappingNode) {
      faults.at(
          node,
          "`text` has a table in place of a function.",
          "Write a function's number without a blank: `truncate:20`.");
      return Optional.empty();
    }
    return Section.textOf(node, "`text`", faults).flatMap(text -> function(text, node, faults));
  }

  private static Optional<TextFunction> function(String text, Node node, FaultList faults) {
    String name = text.split(":", 2)[0];
    if (name.equals(TextFunction.TRUNCATE)) {
      return truncate(text, node, faults);
    }
    Optional<TextFunction> function = TextFunction.named(name);
    if (function.isEmpty()) {
      List<String> known = new ArrayList<>(TextFunction.names());
      known.add(TextFunction.TRUNCATE);
      faults.at(node, "There is no text function `" + text + "`.", Section.oneOf(name, known));
    } else if (!name.equals(text)) {
      faults.at(node, "`" + name + "` takes no number.", "Write `" + name + "` alone.");
    }
    return function;
  }

  private static Optional<TextFunction> truncate(String text, Node node, FaultList faults) {
    if (text.matches(COUNTED.pattern())) {
      int most = Integer.parseInt(text.substring(TextFunction.TRUNCATE.length() + 1));
      return Optional.of(TextFunction.truncate(most));
    }
    faults.at(
        node,
        "`" + text + "` doesn't say how many characters are left.",
        "Write a whole number from 1 to 999999999 behind it: `truncate:20`.");
    return Optional.empty();
  }
}
