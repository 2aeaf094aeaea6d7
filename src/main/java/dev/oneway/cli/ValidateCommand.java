package dev.oneway.cli;

import dev.oneway.app.Application;
import dev.oneway.fault.Fault;
import dev.oneway.flow.Entry;
import dev.oneway.flow.Flow;
import dev.oneway.flow.FlowState;
import dev.oneway.ops.json.FaultJson;
import dev.oneway.ops.json.FlowJson;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "validate",
    description = {
      "Check all route and mapping files and run the mappings' examples; no flow is run.",
      "Mappings are compared with their destinations where these can be reached.",
      "Exits with 2 when a file is wrong; a flow that only lacks settings is fine."
    },
    mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    try (Application application = Application.start(Entry.INSPECT, Map.of())) {
      List<Flow> flows = application.loadFlows();
      List<MappingState> mappings = MappingState.of(application.house().mappings());
      List<Fault> settings = application.driftFaults();
      if (output.json()) {
        OutputOptions.printJson(json(flows, mappings, settings));
      } else {
        settings.forEach(System.out::println);
        System.out.print(text(flows, mappings));
      }
      boolean isRight = brokenIn(flows) == 0 && brokenAmong(mappings) == 0 && settings.isEmpty();
      return isRight ? ExitCode.DONE : ExitCode.CONFIGURATION;
    }
  }

  private static List<Map<String, Object>> json(
      List<Flow> flows, List<MappingState> mappings, List<Fault> settings) {
    return Stream.of(
            flows.stream().map(FlowJson::of),
            mappings.stream().map(MappingState::json),
            settings.stream()
                .map(
                    fault ->
                        Map.of("setting", fault.file(), "faults", FaultJson.of(List.of(fault)))))
        .flatMap(one -> one)
        .toList();
  }

  private static String text(List<Flow> flows, List<MappingState> mappings) {
    StringBuilder text = new StringBuilder(FlowTable.remedies(flows));
    Set<Fault> told = told(flows);
    mappings.stream()
        .flatMap(mapping -> mapping.faults().stream())
        .filter(fault -> !told.contains(fault))
        .forEach(fault -> text.append(fault).append('\n'));
    text.append(FlowTable.notes(flows));
    text.append(sum(flows.size(), "flow", brokenIn(flows)));
    return text.append(sum(mappings.size(), "mapping", brokenAmong(mappings))).toString();
  }

  /** What the flows that use a mapping have already said of it. */
  private static Set<Fault> told(List<Flow> flows) {
    return flows.stream()
        .map(Flow::state)
        .filter(FlowState.Broken.class::isInstance)
        .flatMap(state -> ((FlowState.Broken) state).faults().stream())
        .collect(Collectors.toSet());
  }

  private static String sum(int all, String noun, long broken) {
    return "%s: %d right, %d broken%n".formatted(Words.count(all, noun), all - broken, broken);
  }

  private static long brokenIn(List<Flow> flows) {
    return flows.stream().filter(flow -> flow.state() instanceof FlowState.Broken).count();
  }

  private static long brokenAmong(List<MappingState> mappings) {
    return mappings.stream().filter(mapping -> !mapping.faults().isEmpty()).count();
  }
}
