package dev.oneway.cli;

import dev.oneway.mapping.model.MappingLanguage;
import dev.oneway.record.RecordJson;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "schema",
    description = {
      "Print the JSON Schema of mapping files, with which an editor completes and checks them.",
      "",
      "Write it beside the mappings and name it at the top of each:",
      "  oneway schema > mappings/mapping.schema.json",
      "  # yaml-language-server: $schema=mapping.schema.json"
    },
    mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {
  @Option(
      names = "--components",
      description = {
        "Print instead what a Camel catalog reads of the components Oneway adds to Camel: a list of",
        "them, each with its options, their descriptions, defaults and choices."
      })
  private boolean components;

  @Override
  public Integer call() throws IOException {
    System.out.println(
        RecordJson.mapper()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(components ? ComponentsJson.all() : MappingLanguage.schema()));
    return ExitCode.DONE;
  }
}
