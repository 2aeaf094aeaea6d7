package dev.oneway.mapping;

import dev.oneway.fault.Fault;
import dev.oneway.mapping.model.MappingExample;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether an example holds.
 *
 * @param differences none when it does
 */
public record ExampleResult(MappingExample example, List<Difference> differences) {
  public boolean isOk() {
    return differences.isEmpty();
  }

  /** The failure as a fault of its file. */
  Fault fault(String file) {
    String all = differences.stream().map(Difference::toString).collect(Collectors.joining("; "));
    return new Fault(
        file,
        example.line(),
        example.column(),
        "The example"
            + example.name().map(name -> " `" + name + "`").orElse("")
            + " fails: "
            + all
            + ".",
        "Correct the mapping or the example.");
  }
}
