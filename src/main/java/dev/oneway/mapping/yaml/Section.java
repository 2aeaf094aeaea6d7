package dev.oneway.mapping.yaml;

import dev.oneway.fault.Nearest;
import dev.oneway.mapping.language.Vocabulary;
import dev.oneway.mapping.language.Word;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * The named entries of one YAML mapping. What is wrong with it (no mapping, a name twice, an
 * unknown word, a list in place of a text) goes to the fault list, and reading goes on.
 */
public final class Section {
  private static final int MOST_NAMED = 50;

  /** A name, its node and the node of its value. */
  public record Entry(String name, Node key, Node value) {}

  private final Node node;
  private final FaultList faults;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private Section(Node node, FaultList faults) {
    this.node = node;
    this.faults = faults;
  }

  /**
   * The entries of a node; empty, with a fault, when it isn't a mapping.
   *
   * @param what names the node in the fault, e.g. {@code `source`}
   */
  public static Optional<Section> of(Node node, String what, FaultList faults) {
    if (!(node instanceof MappingNode mapping)) {
      faults.at(node, what + " must be a table of names and values.", "Write `name: value` lines.");
      return Optional.empty();
    }
    if (node.isRecursive()) {
      faults.at(node, what + " contains itself.", "Write the inner part out without an alias.");
      return Optional.empty();
    }
    Section section = new Section(node, faults);
    mapping.getValue().forEach(section::add);
    return Optional.of(section);
  }

  private void add(NodeTuple tuple) {
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      faults.at(tuple.getKeyNode(), "A name must be a plain text.", "Put it between quotes.");
      return;
    }
    Entry entry = new Entry(key.getValue(), key, tuple.getValueNode());
    Entry first = entries.putIfAbsent(entry.name(), entry);
    if (first != null) {
      faults.at(
          key,
          "`"
              + entry.name()
              + "` is here twice, first in line "
              + FaultList.lineOf(first.key())
              + ".",
          "Remove one of the two.");
    }
  }

  public Node node() {
    return node;
  }

  /** All entries from top to bottom. */
  public List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  public Optional<Entry> find(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  /** The entries of a table inside this one; none, with a fault, when it is something else. */
  public List<Entry> table(String name) {
    return find(name)
        .flatMap(entry -> of(entry.value(), "`" + name + "`", faults))
        .map(Section::entries)
        .orElse(List.of());
  }

  /** The text of an entry; empty when there is none or, with a fault, when it isn't a text. */
  public Optional<String> text(String name) {
    return find(name).flatMap(entry -> textOf(entry.value(), "`" + name + "`", faults));
  }

  /** The text of a node, numbers and booleans as written; empty, with a fault, otherwise. */
  public static Optional<String> textOf(Node value, String what, FaultList faults) {
    if (value instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
      return Optional.of(scalar.getValue());
    }
    boolean empty = value instanceof ScalarNode;
    faults.at(
        value,
        what + (empty ? " is empty." : " must be a single text."),
        "Write a text behind it.");
    return Optional.empty();
  }

  /** One of the given words, or empty with a fault when something else is written there. */
  public Optional<String> word(String name, Collection<String> words) {
    return text(name)
        .filter(
            text -> {
              if (words.contains(text)) {
                return true;
              }
              faults.at(
                  find(name).orElseThrow().value(),
                  "`" + name + ": " + text + "` is unknown.",
                  oneOf(text, words));
              return false;
            });
  }

  /** True or false; empty when nothing, or with a fault something else, is written there. */
  public Optional<Boolean> flag(String name) {
    Optional<Entry> entry = find(name);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    Node value = entry.get().value();
    if (value instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
      return Optional.of(Boolean.parseBoolean(scalar.getValue()));
    }
    faults.at(value, "`" + name + "` is either true or false.", "Write `" + name + ": true`.");
    return Optional.empty();
  }

  /**
   * Adds a fault for each needed word that isn't there.
   *
   * @param at where the fault is told
   * @param what how it calls the table, e.g. {@code `source`}
   * @param remedy by the word
   */
  public void requireNeeded(Vocabulary words, Node at, String what, Function<Word, String> remedy) {
    for (Word word : words.words()) {
      if (word.needed() && find(word.name()).isEmpty()) {
        faults.at(at, what + " has no `" + word.name() + "`.", remedy.apply(word));
      }
    }
  }

  /** Whether there is no other word, so that a missing one can't be misspelt. */
  public boolean knowsOnly(Collection<String> known) {
    return known.containsAll(entries.keySet());
  }

  /** Adds a fault for each entry whose name isn't among the known. */
  public void refuseOthers(Collection<String> known) {
    for (Entry entry : entries.values()) {
      if (!known.contains(entry.name())) {
        faults.at(
            entry.key(), "`" + entry.name() + "` is not known here.", oneOf(entry.name(), known));
      }
    }
  }

  /** {@code Did you mean `x`? Known are `x`, `y` and `z`.} Of very many names the first. */
  public static String oneOf(String written, Collection<String> known) {
    List<String> named = known.stream().limit(MOST_NAMED).toList();
    return Nearest.didYouMean(written, known)
        + "Known are `"
        + String.join("`, `", named)
        + (named.size() < known.size() ? "` and others." : "`.");
  }
}
