package dev.oneway.destination.http.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.oneway.destination.http.template.Placeholder.Name;
import dev.oneway.record.RecordJson;
import dev.oneway.record.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A JSON document with placeholders in its texts. A text that is nothing but a placeholder takes
 * its typed value, and its member is left out where there is none; in a longer text the value
 * stands as text. A member named {@code ...} puts the members of an object among those around it;
 * in an array, a list puts its elements among the others. Immutable; threads may share it.
 */
public final class BodyTemplate {
  private static final String SPREAD = "...";
  private static final ObjectReader STRICT =
      RecordJson.mapper()
          .readerFor(Object.class)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Node root;

  private sealed interface Node {
    /** {@link Row#ABSENT} when it is to be left out. */
    Object render(Values values);

    Stream<Placeholder> placeholders();
  }

  private record Constant(Object value) implements Node {
    @Override
    public Object render(Values values) {
      return value;
    }

    @Override
    public Stream<Placeholder> placeholders() {
      return Stream.empty();
    }
  }

  private record Text(TemplateText text) implements Node {
    @Override
    public Object render(Values values) {
      return text.lone().map(lone -> typed(lone, values)).orElseGet(() -> text.render(values));
    }

    private static Object typed(Placeholder lone, Values values) {
      Object value = values.of(lone);
      // The Optional around this takes no null.
      return value == null ? Null.NULL : Texts.typed(lone, value);
    }

    boolean isList() {
      return text.lone().filter(lone -> lone.name().isList()).isPresent();
    }

    @Override
    public Stream<Placeholder> placeholders() {
      return text.placeholders();
    }
  }

  private enum Null {
    NULL
  }

  private record Elements(List<Node> nodes) implements Node {
    @Override
    public Object render(Values values) {
      List<Object> list = new ArrayList<>();
      for (Node node : nodes) {
        Object value = node.render(values);
        if (node instanceof Text text && text.isList() && value instanceof List<?> inner) {
          list.addAll(inner);
        } else if (value != Row.ABSENT) {
          list.add(plain(value));
        }
      }
      return list;
    }

    @Override
    public Stream<Placeholder> placeholders() {
      return nodes.stream().flatMap(Node::placeholders);
    }
  }

  private record Members(Map<String, Node> nodes) implements Node {
    @Override
    public Object render(Values values) {
      Map<String, Object> object = new LinkedHashMap<>();
      nodes.forEach((name, node) -> put(object, name, node.render(values)));
      return object;
    }

    private static void put(Map<String, Object> object, String name, Object value) {
      if (name.equals(SPREAD) && value instanceof Map<?, ?> members) {
        members.forEach((inner, innerValue) -> object.put(String.valueOf(inner), innerValue));
      } else if (value != Row.ABSENT) {
        object.put(name, plain(value));
      }
    }

    @Override
    public Stream<Placeholder> placeholders() {
      return nodes.values().stream().flatMap(Node::placeholders);
    }
  }

  private BodyTemplate(Node root) {
    this.root = root;
  }

  private static Object plain(Object value) {
    return value == Null.NULL ? null : value;
  }

  /**
   * @param option the option's name, for messages
   * @throws IllegalArgumentException when it isn't JSON, or a placeholder isn't known
   */
  public static BodyTemplate parse(String option, String json, Set<Name> allowed) {
    try {
      return new BodyTemplate(node(option, STRICT.readValue(json), allowed));
    } catch (JsonProcessingException e) {
      // Without the cause, whose message would be shown in place of this one.
      throw new IllegalArgumentException(
          "%s is no JSON: %s. Write a JSON document whose texts may be placeholders, as in %s=RAW({ \"name\": \"${field.Name}\" })."
              .formatted(option, e.getOriginalMessage(), option));
    }
  }

  private static Node node(String option, Object json, Set<Name> allowed) {
    if (json instanceof String text) {
      return new Text(TemplateText.parse(option, text, allowed));
    }
    if (json instanceof List<?> list) {
      return new Elements(list.stream().map(inner -> node(option, inner, allowed)).toList());
    }
    if (json instanceof Map<?, ?> map) {
      Map<String, Node> members = new LinkedHashMap<>();
      map.forEach(
          (name, inner) -> members.put(name(option, name, inner), node(option, inner, allowed)));
      return new Members(members);
    }
    return new Constant(json);
  }

  private static String name(String option, Object name, Object value) {
    if (name.toString().contains("${")) {
      throw new IllegalArgumentException(
          option + " has a placeholder in a member's name. Placeholders stand in values only.");
    }
    if (name.equals(SPREAD) && !Set.of("${fields}", "${fieldsButKey}").contains(value)) {
      throw new IllegalArgumentException(
          option
              + " spreads something else than fields. Write \"...\": \"${fields}\" or \"...\": \"${fieldsButKey}\".");
    }
    return name.toString();
  }

  public boolean uses(Name name) {
    return placeholders().anyMatch(placeholder -> placeholder.name() == name);
  }

  public Stream<Placeholder> placeholders() {
    return root.placeholders();
  }

  /** Whether the record's file is one member of the outermost object, and nowhere else. */
  public boolean holdsFileAsMember() {
    long all = placeholders().filter(placeholder -> placeholder.name() == Name.FILE).count();
    return all == 1
        && root instanceof Members members
        && members.nodes().values().stream().anyMatch(BodyTemplate::isFile);
  }

  private static boolean isFile(Node node) {
    return node instanceof Text text
        && text.text().lone().filter(lone -> lone.name() == Name.FILE).isPresent();
  }

  /** Whether the document is nothing but a JSON Patch. */
  public boolean isPatch() {
    return root instanceof Text text
        && text.text().lone().filter(lone -> lone.name() == Name.PATCH).isPresent();
  }

  /** Whether the document is an object, whatever the record. */
  public boolean isObject() {
    return root instanceof Members
        || (root instanceof Text text
            && text.text()
                .lone()
                .filter(lone -> lone.name() == Name.FIELDS || lone.name() == Name.FIELDS_BUT_KEY)
                .isPresent());
  }

  /** The document: Map, List, and values as records hold them. */
  public Object render(Values values) {
    Object document = plain(root.render(values));
    return document == Row.ABSENT ? Map.of() : document;
  }
}
