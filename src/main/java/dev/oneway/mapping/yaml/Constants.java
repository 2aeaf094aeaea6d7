package dev.oneway.mapping.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Turns a YAML node into the value a record would hold: Long, BigDecimal, text, ...; no Double. */
public final class Constants {
  private static final int HEXADECIMAL = 16;
  private static final int OCTAL = 8;

  private Constants() {}

  /** The node's value, null for YAML's null; with a fault, null, when no record can hold it. */
  public static Object of(Node node, FaultList faults) {
    if (node.isRecursive()) {
      faults.at(node, "A value contains itself.", "Write it out without an alias.");
      return null;
    }
    if (node instanceof SequenceNode sequence) {
      List<Object> list = new ArrayList<>();
      sequence.getValue().forEach(element -> list.add(of(element, faults)));
      return list;
    }
    if (node instanceof MappingNode) {
      Map<String, Object> map = new LinkedHashMap<>();
      Section.of(node, "A value", faults)
          .ifPresent(
              section ->
                  section
                      .entries()
                      .forEach(entry -> map.put(entry.name(), of(entry.value(), faults))));
      return map;
    }
    return scalar((ScalarNode) node, faults);
  }

  private static Object scalar(ScalarNode node, FaultList faults) {
    String text = node.getValue();
    Tag tag = node.getTag();
    if (tag.equals(Tag.NULL)) {
      return null;
    }
    if (tag.equals(Tag.BOOL)) {
      return Boolean.valueOf(text);
    }
    try {
      if (tag.equals(Tag.INT)) {
        return integer(text);
      }
      return tag.equals(Tag.FLOAT) ? new BigDecimal(text) : text;
    } catch (NumberFormatException e) {
      faults.at(node, "`" + text + "` is no number a record can hold.", "Write it in digits.");
      return null;
    }
  }

  private static Object integer(String text) {
    BigInteger value;
    if (text.startsWith("0x")) {
      value = new BigInteger(text.substring(2), HEXADECIMAL);
    } else if (text.startsWith("0o")) {
      value = new BigInteger(text.substring(2), OCTAL);
    } else {
      value = new BigInteger(text);
    }
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }
}
