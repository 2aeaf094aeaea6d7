package dev.oneway.app;

import dev.oneway.fault.Fault;
import dev.oneway.flow.Flow;
import dev.oneway.flow.FlowFiles;
import dev.oneway.governance.FlowFile;
import dev.oneway.governance.FlowFile.Account;
import dev.oneway.governance.Hybrid;
import dev.oneway.governance.Lineage;
import dev.oneway.governance.OneWayProof;
import dev.oneway.governance.SharedCredentials;
import dev.oneway.mapping.Mapping;
import dev.oneway.mapping.MappingCheck;
import dev.oneway.mapping.model.Contract;
import dev.oneway.mapping.model.MappingModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds the files of all flows together, before any starts and whenever a mapping is edited: no
 * value may come back, and no field may have two writers. Threads may share it.
 */
final class OneWayWatch implements MappingCheck {
  private static final String DATABASE = "oneway.datasource";

  private final House house;
  private volatile Lineage lineage = Lineage.of(List.of());
  private volatile OneWayProof proof = OneWayProof.of(lineage);

  OneWayWatch(House house) {
    this.house = house;
  }

  /** Reads the files as they are now. */
  void read() {
    lineage = Lineage.of(files());
    proof = OneWayProof.of(lineage);
  }

  private List<FlowFile> files() {
    return FlowFiles.in(house.routes(), house.mappings());
  }

  /** What keeps a flow from running; none when it may. */
  List<Fault> faultsOf(String flow) {
    return proof.faultsOf(flow);
  }

  /** The edited mapping among all others as they are now. */
  @Override
  public List<Fault> faultsOf(String name, Mapping candidate) {
    MappingModel edited = candidate.model();
    List<FlowFile> flows = files().stream().map(flow -> with(edited, flow)).toList();
    Lineage now = Lineage.of(flows);
    OneWayProof edit = OneWayProof.of(now);
    List<Fault> faults =
        flows.stream()
            .filter(flow -> flow.mappings().contains(edited))
            .flatMap(flow -> edit.faultsOf(flow.name()).stream())
            .distinct()
            .toList();
    if (faults.isEmpty()) {
      lineage = now;
    }
    return faults;
  }

  /** What a flow expects of its source; of several mappings the first that expects something. */
  Optional<Contract> contractOf(String flow) {
    return lineage.flows().stream()
        .filter(file -> file.name().equals(flow))
        .flatMap(file -> file.mappings().stream())
        .flatMap(mapping -> mapping.contract().stream())
        .findFirst();
  }

  /** The mappings of a flow that have no fault, in the order of its steps. */
  List<MappingModel> mappingsOf(String flow) {
    return lineage.flows().stream()
        .filter(file -> file.name().equals(flow))
        .flatMap(file -> file.mappings().stream())
        .toList();
  }

  /** Where the data of all flows goes, by their files. */
  Lineage lineage() {
    return lineage;
  }

  private static FlowFile with(MappingModel edited, FlowFile flow) {
    List<MappingModel> mappings =
        flow.mappings().stream()
            .map(mapping -> mapping.file().equals(edited.file()) ? edited : mapping)
            .toList();
    return new FlowFile(flow.name(), flow.file(), mappings, flow.ledgers(), flow.sides());
  }

  /** The flows with what is known of them beside their state: hybrids, and shared credentials. */
  List<Flow> noted(List<Flow> flows) {
    Set<String> ready =
        flows.stream().filter(Flow::isReady).map(Flow::name).collect(Collectors.toSet());
    List<FlowFile> running =
        lineage.flows().stream().filter(flow -> ready.contains(flow.name())).toList();
    Map<String, List<Fault>> credentials = SharedCredentials.notes(running, this::identity);
    Map<String, List<Fault>> hybrids = Hybrid.notes(lineage);
    return flows.stream()
        .map(
            flow ->
                flow.with(
                    Stream.of(hybrids, credentials)
                        .flatMap(notes -> notes.getOrDefault(flow.name(), List.of()).stream())
                        .toList()))
        .toList();
  }

  /** Two names for one user of one database are the same credentials. */
  private String identity(Account account) {
    Optional<String> user = house.settings().find(account + ".user");
    return user.filter(any -> account.setting().equals(DATABASE))
        .map(name -> house.settings().get(account + ".url", "") + "\n" + name)
        .orElse(account.toString());
  }
}
