package dev.oneway.mapping;

import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Vocabulary;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.model.MappingLanguage;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The words of the language that stand in a file, each with the table it belongs to: {@code
 * field.type}, and where there is a choice what was chosen: {@code field.type: date}.
 */
final class WordsUsed {
  private final Set<String> words = new LinkedHashSet<>();

  private WordsUsed() {}

  /** All there are. */
  static Set<String> known() {
    WordsUsed known = new WordsUsed();
    for (Vocabulary vocabulary : MappingLanguage.VOCABULARIES) {
      for (Word word : vocabulary.words()) {
        String name = vocabulary.name() + "." + word.name();
        known.words.add(name);
        known.addChoices(name, word.kind());
      }
    }
    return known.words;
  }

  private void addChoices(String name, Kind kind) {
    if (kind instanceof Kind.Choice choice) {
      choice.words().forEach(word -> words.add(name + ": " + word));
    } else if (kind instanceof Kind.Counted counted) {
      words.add(name + ": " + counted.word());
    } else if (kind instanceof Kind.Many many) {
      addChoices(name, many.element());
    } else if (kind instanceof Kind.Either either) {
      either.kinds().forEach(one -> addChoices(name, one));
    }
  }

  /** Those of a file. */
  static Set<String> in(Node file) {
    WordsUsed used = new WordsUsed();
    used.collect(file, MappingLanguage.VOCABULARIES.get(0));
    return used.words;
  }

  private void collect(Node table, Vocabulary vocabulary) {
    entries(table)
        .forEach(
            entry ->
                vocabulary.words().stream()
                    .filter(word -> word.name().equals(text(entry.getKeyNode())))
                    .forEach(word -> collect(entry.getValueNode(), vocabulary, word)));
  }

  private void collect(Node value, Vocabulary vocabulary, Word word) {
    String name = vocabulary.name() + "." + word.name();
    words.add(name);
    collect(value, name, word.kind());
  }

  private void collect(Node value, String name, Kind kind) {
    if (kind instanceof Kind.Choice choice) {
      if (choice.words().contains(text(value))) {
        words.add(name + ": " + text(value));
      }
    } else if (kind instanceof Kind.Counted counted) {
      if (text(value).matches(counted.pattern())) {
        words.add(name + ": " + counted.word());
      }
    } else if (kind instanceof Kind.Table table) {
      MappingLanguage.VOCABULARIES.stream()
          .filter(vocabulary -> vocabulary.name().equals(table.vocabulary()))
          .forEach(vocabulary -> collect(value, vocabulary));
    } else {
      collectInside(value, name, kind);
    }
  }

  private void collectInside(Node value, String name, Kind kind) {
    if (kind instanceof Kind.Named named) {
      entries(value).forEach(entry -> collect(entry.getValueNode(), name, named.each()));
    } else if (kind instanceof Kind.Many many && value instanceof SequenceNode list) {
      list.getValue().forEach(element -> collect(element, name, many.element()));
    } else if (kind instanceof Kind.Either either) {
      either.kinds().forEach(one -> collect(value, name, one));
    }
  }

  private static Stream<NodeTuple> entries(Node node) {
    return node instanceof MappingNode table && !node.isRecursive()
        ? table.getValue().stream()
        : Stream.of();
  }

  private static String text(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }
}
