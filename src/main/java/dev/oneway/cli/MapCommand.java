package dev.oneway.cli;

import dev.oneway.app.House;
import dev.oneway.cli.live.Colours;
import dev.oneway.fault.FaultsException;
import dev.oneway.mapping.Mapping;
import dev.oneway.mapping.MappingFile;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "map",
    description = {
      "Map records from standard input and print them; nothing is delivered.",
      "Reads a JSON array, one object, or one object a line; prints one JSON object a line. What is",
      "refused goes to standard error.",
      "Exits with 1 when a record is refused, with 2 when the file or the JSON is wrong."
    },
    mixinStandardHelpOptions = true)
final class MapCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MAPPING", description = "The mapping's name.")
  private String name;

  @ArgGroup private Form form = new Form();

  static final class Form {
    @Option(names = "--pretty", description = "Print the objects on indented lines.")
    private boolean pretty;

    @Option(
        names = "--explain",
        description = "Tell of each record step by step how its fields came about.")
    private boolean explain;
  }

  private final PipedOutput out = new PipedOutput(System.out);

  @Override
  public Integer call() throws IOException {
    House house = House.open();
    Mapping mapping = MappingFile.compile(house.requireMappings(), name, house.settings()::find);
    RecordPrinter printer =
        form.explain
            ? new ExplainingPrinter(mapping, out, Colours.ofOutput())
            : new JsonPrinter(mapping, out, form.pretty);
    MapCounts counts = new MapCounts();
    try {
      map(printer, counts);
    } catch (FaultsException e) {
      out.flush();
      System.err.println(e.getMessage());
      System.err.println(counts);
      return ExitCode.CONFIGURATION;
    }
    out.flush();
    if (!out.isBroken()) {
      System.err.println(counts);
    }
    return counts.rejected() > 0 ? ExitCode.DEAD_LETTERS : ExitCode.DONE;
  }

  private void map(RecordPrinter printer, MapCounts counts) throws IOException {
    JsonRecords records = new JsonRecords(System.in);
    Optional<Map<String, Object>> record = records.next();
    while (record.isPresent() && !out.isBroken()) {
      counts.add(printer.print(counts.read() + 1, record.get()));
      if (System.in.available() == 0) {
        out.flush(); // somebody may be waiting for it
      }
      record = records.next();
    }
  }
}
