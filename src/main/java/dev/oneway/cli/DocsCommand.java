package dev.oneway.cli;

import dev.oneway.app.House;
import dev.oneway.docs.Connector;
import dev.oneway.docs.ConnectorPage;
import dev.oneway.docs.ConnectorsPage;
import dev.oneway.docs.FlowPage;
import dev.oneway.docs.IndexPage;
import dev.oneway.docs.OwnershipPage;
import dev.oneway.docs.Page;
import dev.oneway.fault.FaultsException;
import dev.oneway.flow.FlowDescription;
import dev.oneway.flow.FlowFiles;
import dev.oneway.flow.FlowLoader;
import dev.oneway.flow.FlowMappings;
import dev.oneway.flow.FlowWay;
import dev.oneway.flow.StepText;
import dev.oneway.governance.ColumnLocks;
import dev.oneway.governance.Lineage;
import dev.oneway.mapping.MappingFile;
import dev.oneway.mapping.model.MappingModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "docs",
    description = {
      "Write which field goes where in each flow, how, and who owns it: Markdown and HTML.",
      "One file of each kind a flow; when all are written also the catalogue: an index of the flows,",
      "the connectors they may use, with options and examples, and the ownership: who has the say",
      "over each field, and how to keep others from changing what is synced, with GRANT and REVOKE",
      "for tables. Settings aren't needed.",
      "Exits with 2 when a mapping is wrong; the other flows are written."
    },
    mixinStandardHelpOptions = true)
final class DocsCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "FLOW",
      description = "Only these flows; all when none is named.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--to",
      paramLabel = "FOLDER",
      defaultValue = "docs/flows",
      description = "The folder they are written to. Default: ${DEFAULT-VALUE}.")
  private Path folder;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      defaultValue = "team",
      description = {
        "A database role of those who read the tables and change what is theirs; may be repeated.",
        "Default: ${DEFAULT-VALUE}."
      })
  private List<String> roles;

  @Override
  public Integer call() throws IOException {
    House house = House.open();
    List<Path> routes = FlowLoader.filesIn(house.routes());
    requireKnown(routes.stream().map(FlowLoader::nameOf).toList());
    List<IndexPage.Entry> written = new ArrayList<>();
    int exitCode = ExitCode.DONE;
    Files.createDirectories(folder);
    List<Connector> connectors = Connectors.of(routes);
    Map<String, FlowWay> ways = FlowWay.in(house.routes(), house.mappings());
    for (Path route : routes) {
      String flow = FlowLoader.nameOf(route);
      if (only.isEmpty() || only.contains(flow)) {
        try {
          written.add(write(house, route, ways.get(flow), connectors));
        } catch (FaultsException e) {
          System.err.println(flow + " isn't written:\n" + e.getMessage());
          exitCode = ExitCode.CONFIGURATION;
        }
      }
    }
    if (only.isEmpty()) {
      write(IndexPage.of(written));
      write(ConnectorsPage.of(connectors));
      for (Connector connector : connectors) {
        write(ConnectorPage.of(connector));
      }
      write(ownership(house));
    }
    return exitCode;
  }

  private void requireKnown(List<String> flows) {
    for (String flow : only) {
      if (!flows.contains(flow)) {
        throw new IllegalArgumentException(Service.unknownFlow(flow, flows));
      }
    }
  }

  private IndexPage.Entry write(House house, Path route, FlowWay way, List<Connector> connectors)
      throws IOException {
    List<String> names = FlowMappings.in(route);
    List<MappingModel> mappings = names.stream().map(name -> model(house, name)).toList();
    String flow = FlowLoader.nameOf(route);
    String purpose = FlowDescription.of(route);
    List<String> starts = StepText.startsIn(route);
    List<String> known = connectors.stream().map(Connector::name).toList();
    List<String> used = StepText.connectorsIn(route).stream().filter(known::contains).toList();
    write(FlowPage.of(new FlowPage.Way(flow, purpose, route.toString(), starts, used), mappings));
    return new IndexPage.Entry(flow, purpose, way.from(), way.to(), names, starts);
  }

  private Page ownership(House house) {
    Lineage lineage = Lineage.of(FlowFiles.in(house.routes(), house.mappings()));
    return OwnershipPage.of(lineage, new ColumnLocks(roles, house.settings()::find));
  }

  private static MappingModel model(House house, String name) {
    return MappingFile.compile(house.mappings(), name, MappingFile.EXAMPLE_SETTINGS).model();
  }

  private void write(Page page) throws IOException {
    write(page.name() + ".md", page.markdown());
    write(page.name() + ".html", page.html());
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    System.out.println(file);
  }
}
