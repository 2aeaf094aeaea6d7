package dev.oneway.mapping.value;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The names of a record's members that a mapping uses, gathered while its file is read. Belongs to
 * one thread.
 */
public final class NameTree {
  private final Map<String, NameTree> below = new LinkedHashMap<>();
  private boolean whole;

  /** Everything here is known, and all below it. */
  public void addAll() {
    whole = true;
  }

  /** What the path leads to is known, and all below it. */
  public void add(Path path) {
    add(path.names());
  }

  /** What these names lead to, one below the other, is known, and all below it. */
  public void add(List<String> names) {
    at(names).addAll();
  }

  /** The place a path leads to, where only what is added there is known. */
  public NameTree at(Path path) {
    return at(path.names());
  }

  private NameTree at(Collection<String> names) {
    NameTree at = this;
    for (String name : names) {
      at = at.below.computeIfAbsent(name, n -> new NameTree());
    }
    return at;
  }

  /**
   * What is read, as names one below the other: each leads to a value that is read with all below
   * it. A single empty list stands for the whole record.
   */
  public List<List<String>> paths() {
    return whole ? List.of(List.of()) : pathsBelow();
  }

  private List<List<String>> pathsBelow() {
    List<List<String>> paths = new ArrayList<>();
    below.forEach(
        (name, tree) ->
            (tree.whole ? List.of(List.<String>of()) : tree.pathsBelow())
                .forEach(
                    rest -> paths.add(Stream.concat(Stream.of(name), rest.stream()).toList())));
    return paths;
  }

  /** The names as they are now. */
  public KnownNames known() {
    return known("");
  }

  private KnownNames known(String prefix) {
    Map<String, KnownNames> names = new LinkedHashMap<>();
    if (!whole) {
      below.forEach(
          (name, tree) -> names.put(name, tree.known(prefix + PathParser.written(name) + ".")));
    }
    return new KnownNames(prefix, whole, names);
  }
}
