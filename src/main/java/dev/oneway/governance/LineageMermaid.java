package dev.oneway.governance;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the ways of all data as a Mermaid flowchart, as Markdown pages show it. */
public final class LineageMermaid {
  private final Map<String, String> nodes = new HashMap<>();
  private final StringBuilder text = new StringBuilder("flowchart LR\n");

  private LineageMermaid() {}

  /** The whole text of the diagram. */
  public static String of(Lineage lineage) {
    LineageMermaid mermaid = new LineageMermaid();
    lineage.objects().values().forEach(mermaid::object);
    lineage.writes().forEach(mermaid::ways);
    return mermaid.text.toString();
  }

  private void object(List<SystemField> fields) {
    String name = "o" + nodes.size();
    text.append("  subgraph %s[\"%s\"]\n".formatted(name, escaped(fields.get(0).objectName())));
    for (SystemField field : fields) {
      String node = "f" + nodes.size();
      nodes.put(field.id(), node);
      text.append("    %s[\"%s\"]\n".formatted(node, escaped(field.name())));
    }
    text.append("  end\n");
  }

  /** A dotted one says which record; a labelled one isn't always written. */
  private void ways(Write write) {
    String arrow = write.kind() == Write.Kind.KEY ? "-.->" : "-->";
    String label =
        switch (write.when()) {
          case ALWAYS -> "";
          case CREATE -> "|new records|";
          case EMPTY -> "|empty fields|";
        };
    for (SystemField source : write.sources()) {
      text.append(
          "  %s %s%s %s\n"
              .formatted(nodes.get(source.id()), arrow, label, nodes.get(write.field().id())));
    }
  }

  private static String escaped(String text) {
    return text.replace("#", "#35;")
        .replace("\"", "#quot;")
        .replace("<", "#lt;")
        .replace(">", "#gt;");
  }
}
