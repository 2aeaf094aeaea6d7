package dev.oneway.mapping.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema (draft 7, which editors understand best) of files written in a language: what an
 * editor needs to complete and to check them.
 *
 * @see <a href="https://json-schema.org/draft-07/schema">draft 7</a>
 */
public final class JsonSchema {
  private static final List<String> SCALAR = List.of("string", "number", "boolean");

  private JsonSchema() {}

  /**
   * The schema as JSON would have it.
   *
   * @param vocabularies the file's own first
   */
  public static Map<String, Object> of(String title, List<Vocabulary> vocabularies) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "http://json-schema.org/draft-07/schema#");
    schema.put("title", title);
    schema.put("$ref", reference(vocabularies.get(0).name()));
    Map<String, Object> definitions = new LinkedHashMap<>();
    vocabularies.forEach(words -> definitions.put(words.name(), table(words)));
    schema.put("definitions", definitions);
    return schema;
  }

  private static String reference(String vocabulary) {
    return "#/definitions/" + vocabulary;
  }

  private static Map<String, Object> table(Vocabulary vocabulary) {
    Map<String, Object> table = new LinkedHashMap<>();
    table.put("description", vocabulary.says());
    table.put("type", "object");
    Map<String, Object> properties = new LinkedHashMap<>();
    vocabulary.words().forEach(word -> properties.put(word.name(), property(word)));
    table.put("properties", properties);
    table.put("additionalProperties", false);
    List<String> needed = vocabulary.words().stream().filter(Word::needed).map(Word::name).toList();
    if (!needed.isEmpty()) {
      table.put("required", needed);
    }
    Map<String, Object> dependencies = dependencies(vocabulary);
    if (!dependencies.isEmpty()) {
      table.put("dependencies", dependencies);
    }
    if (!vocabulary.exactlyOneOf().isEmpty()) {
      table.put("oneOf", vocabulary.exactlyOneOf().stream().map(JsonSchema::anyPresent).toList());
    }
    return table;
  }

  private static Map<String, Object> dependencies(Vocabulary vocabulary) {
    Map<String, Object> dependencies = new LinkedHashMap<>();
    vocabulary.words().stream()
        .filter(word -> !word.beside().isEmpty())
        .forEach(word -> dependencies.put(word.name(), word.beside()));
    return dependencies;
  }

  private static Map<String, Object> anyPresent(List<String> words) {
    return Map.of("anyOf", words.stream().map(word -> Map.of("required", List.of(word))).toList());
  }

  /** In draft 7 nothing beside a reference counts, so a described reference stands in a list. */
  private static Map<String, Object> property(Word word) {
    Map<String, Object> property = new LinkedHashMap<>();
    property.put("description", word.says());
    Map<String, Object> value = value(word.kind());
    if (value.containsKey("$ref")) {
      property.put("allOf", List.of(value));
    } else {
      property.putAll(value);
    }
    return property;
  }

  private static Map<String, Object> value(Kind kind) {
    if (kind instanceof Kind.Table table) {
      return Map.of("$ref", reference(table.vocabulary()));
    }
    if (kind instanceof Kind.Named named) {
      Map<String, Object> table =
          ordered("type", "object", "additionalProperties", value(named.each()));
      return atLeast("minProperties", named.least(), table);
    }
    if (kind instanceof Kind.Many many) {
      Map<String, Object> list = ordered("type", "array", "items", value(many.element()));
      return atLeast("minItems", many.least(), list);
    }
    if (kind instanceof Kind.Either either) {
      List<Object> kinds = new ArrayList<>();
      either.kinds().forEach(one -> kinds.add(value(one)));
      return Map.of("anyOf", kinds);
    }
    return scalar(kind);
  }

  private static Map<String, Object> scalar(Kind kind) {
    if (kind instanceof Kind.Choice choice) {
      return Map.of("enum", choice.words());
    }
    if (kind instanceof Kind.Counted counted) {
      return ordered("type", "string", "pattern", counted.pattern());
    }
    if (kind instanceof Kind.Flag) {
      return Map.of("type", "boolean");
    }
    if (kind instanceof Kind.Count count) {
      return ordered("type", "integer", "minimum", count.least());
    }
    return kind instanceof Kind.Text ? Map.of("type", SCALAR) : Map.of();
  }

  private static Map<String, Object> atLeast(
      String word, int least, Map<String, Object> collection) {
    if (least > 0) {
      collection.put(word, least);
    }
    return collection;
  }

  private static Map<String, Object> ordered(
      String first, Object value, String second, Object other) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(first, value);
    map.put(second, other);
    return map;
  }
}
