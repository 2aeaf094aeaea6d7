package dev.oneway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.oneway.mapping.model.MappingLanguage;
import dev.oneway.record.RecordJson;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

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
  @Override
  public Integer call() throws JsonProcessingException {
    System.out.println(
        RecordJson.mapper()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(MappingLanguage.schema()));
    return ExitCode.DONE;
  }
}
