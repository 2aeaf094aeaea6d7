package dev.oneway.fault;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A file can't be used; carries every fault found in it, not only the first. */
public final class FaultsException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<Fault> faults;

  public FaultsException(List<Fault> faults) {
    super(sorted(faults).map(Fault::toString).collect(Collectors.joining("\n")));
    this.faults = sorted(faults).toList();
  }

  private static Stream<Fault> sorted(List<Fault> faults) {
    return faults.stream().sorted(Fault.BY_PLACE);
  }

  /** All faults, in the order of the file; never empty. */
  public List<Fault> faults() {
    return faults;
  }
}
