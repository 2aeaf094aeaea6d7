package dev.oneway.cli;

import dev.oneway.app.House;
import dev.oneway.cli.live.Colours;
import dev.oneway.fault.FaultsException;
import dev.oneway.mapping.ExampleCheck;
import dev.oneway.mapping.MappingFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "test",
    description = {
      "Run the examples of the mapping files; nothing else is needed, no flow and no database.",
      "Exits with 2 when one fails or a file is wrong."
    },
    mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "MAPPING",
      description = "Only these mappings, by their names; all when none is named.")
  private List<String> mappings = new ArrayList<>();

  @Mixin private OutputOptions output;

  /** A failing example is a wrong file: with it the mapping isn't run. */
  @Override
  public Integer call() {
    Path folder = House.open().requireMappings();
    List<String> names = mappings.isEmpty() ? MappingFile.namesIn(folder) : mappings;
    List<ExamplesReport> reports = names.stream().map(name -> report(folder, name)).toList();
    if (output.json()) {
      OutputOptions.printJson(reports.stream().map(ExamplesReport::json).toList());
    } else {
      Colours colours = Colours.ofOutput();
      reports.forEach(report -> System.out.print(report.text(colours)));
      System.out.println(sum(reports));
    }
    return reports.stream().allMatch(ExamplesReport::isRight)
        ? ExitCode.DONE
        : ExitCode.CONFIGURATION;
  }

  private static ExamplesReport report(Path folder, String name) {
    try {
      ExampleCheck check = MappingFile.check(folder, name);
      return new ExamplesReport(name, check.file(), check.results(), List.of());
    } catch (FaultsException e) {
      return new ExamplesReport(name, e.faults().get(0).file(), List.of(), e.faults());
    }
  }

  private static String sum(List<ExamplesReport> reports) {
    long examples = reports.stream().mapToLong(report -> report.results().size()).sum();
    long failing = reports.stream().mapToLong(ExamplesReport::failing).sum();
    long wrong = reports.stream().filter(report -> !report.faults().isEmpty()).count();
    String files = wrong == 0 ? "" : "; " + Words.count(wrong, "file") + " wrong";
    return "%s, %s: %,d ok, %,d failing%s"
        .formatted(
            Words.count(reports.size(), "mapping"),
            Words.count(examples, "example"),
            examples - failing,
            failing,
            files);
  }
}
