package dev.oneway.mapping.yaml;

import dev.oneway.fault.Fault;
import dev.oneway.fault.FaultsException;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Gathers the faults of one file, and of those it names, while it is read. Belongs to one thread.
 */
public final class FaultList {
  private final String file;
  private final List<Fault> faults;

  /**
   * @param file the file as its author would name it
   */
  public FaultList(String file) {
    this(file, new ArrayList<>());
  }

  private FaultList(String file, List<Fault> faults) {
    this.file = file;
    this.faults = faults;
  }

  /** The same list, to note the faults of another file in. */
  public FaultList ofOther(String other) {
    return new FaultList(other, faults);
  }

  public String file() {
    return file;
  }

  /** Adds a fault at the place of a node. */
  public void at(Node node, String what, String remedy) {
    faults.add(new Fault(file, lineOf(node), columnOf(node), what, remedy));
  }

  /** Adds a fault where the YAML parser stopped. */
  public void at(Mark mark, String what, String remedy) {
    at(mark.getLine() + 1, mark.getColumn() + 1, what, remedy);
  }

  /** Adds a fault at a 1-based place. */
  public void at(int line, int column, String what, String remedy) {
    faults.add(new Fault(file, line, column, what, remedy));
  }

  /** Adds a fault of the file as a whole. */
  public void ofFile(String what, String remedy) {
    faults.add(new Fault(file, 0, 0, what, remedy));
  }

  public boolean isEmpty() {
    return faults.isEmpty();
  }

  /** How many faults there are so far. */
  public int size() {
    return faults.size();
  }

  /** All faults so far as one exception. */
  public FaultsException exception() {
    return new FaultsException(faults);
  }

  /** The 1-based line of a node; 0 when it has none. */
  public static int lineOf(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  /** The 1-based column of a node; 0 when it has none. */
  public static int columnOf(Node node) {
    return node.getStartMark().map(mark -> mark.getColumn() + 1).orElse(0);
  }
}
