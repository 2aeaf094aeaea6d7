package dev.oneway.flow;

import dev.oneway.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.impl.DefaultCamelContext;

/** A folder of route files and a started Camel context that loads them. */
final class RoutesFolder implements AutoCloseable {
  final DefaultCamelContext context = new DefaultCamelContext();
  final Map<String, String> settings = new HashMap<>();
  private final Properties properties = new Properties();
  private final Path folder;
  private final FlowLoader loader;

  RoutesFolder(Path folder, Entry entry) {
    Databases databases =
        new Databases() {
          @Override
          public Optional<String> missingSetting(String name) {
            return name.equals("hr") ? Optional.empty() : Optional.of(name + ".url");
          }

          @Override
          public boolean isReadOnly(String name) {
            return false;
          }
        };
    this.folder = folder;
    context.setSourceLocationEnabled(true);
    context.getPropertiesComponent().setInitialProperties(properties);
    context.start();
    loader =
        new FlowLoader(context, entry, databases, name -> Optional.ofNullable(settings.get(name)));
  }

  void set(String name, String value) {
    settings.put(name, value);
    properties.put(name, value);
  }

  Flow load(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.writeString(path, text);
    return loader.load(path);
  }

  /** Ends a flow that was loaded from this file. */
  void unload(Flow flow) {
    loader.unload(flow);
  }

  /** The faults of a file as {@code line:column what remedy}; empty when the flow isn't broken. */
  List<String> faults(String file, String text) throws IOException {
    return load(file, text).state() instanceof FlowState.Broken broken
        ? broken.faults().stream().map(RoutesFolder::withoutFolder).toList()
        : List.of();
  }

  private static String withoutFolder(Fault fault) {
    return "%d:%d %s %s".formatted(fault.line(), fault.column(), fault.what(), fault.remedy());
  }

  @Override
  public void close() {
    context.stop();
  }
}
