package dev.oneway.mapping;

import dev.oneway.fault.FaultsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** {@code mapping:NAME}: maps source records by a mapping file. */
@Component("mapping")
public final class MappingComponent extends DefaultComponent {
  @Metadata(defaultValue = "mappings")
  private String folder = "mappings";

  @Metadata(defaultValue = "false")
  private boolean watch;

  private final MappingWatch watching = new MappingWatch();
  private final List<MappingCheck> checks = new CopyOnWriteArrayList<>();

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    MappingEndpoint endpoint = new MappingEndpoint(uri, this, remaining);
    setProperties(endpoint, parameters);
    return endpoint;
  }

  /** The mapping file as it is now, for use: its examples hold, see {@link MappingFile#load}. */
  Mapping load(String name) {
    return MappingFile.load(Path.of(folder), name, settings());
  }

  /** The mapping file as it is now, see {@link MappingFile#compile}. */
  Mapping compile(String name) {
    return MappingFile.compile(Path.of(folder), name, settings());
  }

  private Function<String, Optional<String>> settings() {
    return getCamelContext().getPropertiesComponent()::resolveProperty;
  }

  /**
   * The mapping for one more step that uses it.
   *
   * @throws FaultsException when it is broken
   */
  LiveMapping use(String name) {
    return watch ? watching.use(name, this::open) : open(name);
  }

  private LiveMapping open(String name) {
    return new LiveMapping(
        name, () -> MappingFile.files(Path.of(folder), name), () -> load(name), checks);
  }

  /** From now on no edited mapping is used in which this check finds a fault. */
  public void addCheck(MappingCheck check) {
    checks.add(check);
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    if (watch) {
      watching.start();
    }
  }

  @Override
  protected void doStop() throws Exception {
    watching.stop();
    super.doStop();
  }

  public String getFolder() {
    return folder;
  }

  /** The folder with the mapping files, relative to the working directory or absolute. */
  public void setFolder(String folder) {
    this.folder = folder;
  }

  public boolean isWatch() {
    return watch;
  }

  /**
   * Whether mapping files are watched while routes use them, so that runs that begin after an edit
   * use the edited one; false by default.
   */
  public void setWatch(boolean watch) {
    this.watch = watch;
  }
}
