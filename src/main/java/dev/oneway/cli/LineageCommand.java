package dev.oneway.cli;

import dev.oneway.app.House;
import dev.oneway.flow.FlowFiles;
import dev.oneway.governance.Hybrid;
import dev.oneway.governance.Lineage;
import dev.oneway.governance.LineageMermaid;
import dev.oneway.governance.LineageSvg;
import dev.oneway.governance.SystemField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "lineage",
    description = {
      "Show where data goes: which field of which system is made of which, over all flows.",
      "Settings aren't needed. A mapping that is wrong is left out; `validate` tells of it.",
      "Exits with 2 when no flow knows the field that is asked for."
    },
    mixinStandardHelpOptions = true)
final class LineageCommand implements Callable<Integer> {
  @ArgGroup private Question question = new Question();

  @Mixin private OutputOptions output;

  /** One of them, or none: then all is listed. */
  private static final class Question {
    @Option(
        names = "--from",
        paramLabel = "SYSTEM.OBJECT.FIELD",
        description = "Where this field goes, and where that goes on to.")
    private String from;

    @Option(
        names = "--to",
        paramLabel = "SYSTEM.OBJECT.FIELD",
        description = "What this field is made of, and what that is made of.")
    private String to;

    @Option(names = "--svg", paramLabel = "FILE", description = "Draw it into this file.")
    private Path svg;

    @Option(names = "--mermaid", description = "Print it as a Mermaid diagram.")
    private boolean mermaid;
  }

  @Override
  public Integer call() throws IOException {
    House house = House.open();
    Lineage lineage = Lineage.of(FlowFiles.in(house.routes(), house.mappings()));
    if (question.svg != null) {
      Files.writeString(question.svg, LineageSvg.of(lineage));
      System.out.println(question.svg);
    } else if (question.mermaid) {
      System.out.print(LineageMermaid.of(lineage));
    } else if (question.from != null) {
      SystemField field = lineage.find(question.from);
      print(new LineageTable(lineage.onwards(field)).decided(lineage.decidedBy(field)));
    } else if (question.to != null) {
      print(new LineageTable(lineage.back(lineage.find(question.to))));
    } else {
      print(new LineageTable(all(lineage)).hybrids(Hybrid.in(lineage)));
    }
    return ExitCode.DONE;
  }

  private static List<Lineage.Step> all(Lineage lineage) {
    return lineage.writes().stream().flatMap(write -> Lineage.steps(1, write)).toList();
  }

  private void print(LineageTable table) {
    if (output.json()) {
      OutputOptions.printJson(table.json());
    } else {
      System.out.print(table.text());
    }
  }
}
