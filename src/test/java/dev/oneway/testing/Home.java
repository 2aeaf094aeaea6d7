package dev.oneway.testing;

import dev.oneway.app.Application;
import dev.oneway.app.PreviewRuns;
import dev.oneway.deadletter.DeadLetter;
import dev.oneway.deadletter.DeadLetterFilter;
import dev.oneway.flow.Entry;
import dev.oneway.flow.Flow;
import dev.oneway.preview.Drift;
import dev.oneway.preview.Plan;
import dev.oneway.run.RetriableException;
import dev.oneway.run.RunKind;
import dev.oneway.run.RunSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The folder Oneway runs in: routes, mappings and settings of a test. */
public final class Home {
  private final Path folder;
  private final Map<String, String> settings = new LinkedHashMap<>();

  public Home(Path folder) {
    this.folder = folder;
    set("oneway.routes", folder.resolve("routes").toString());
    set("oneway.mappings", folder.resolve("mappings").toString());
    set("oneway.state.url", "jdbc:sqlite:" + folder.resolve("data/oneway.db"));
    set("oneway.redelivery.delay", "10");
    set("oneway.redelivery.attempts", "2");
    set("oneway.connectTimeout", "300ms");
    set("oneway.management", "off");
    copy("routes/error-handling.camel.yaml");
  }

  public Path folder() {
    return folder;
  }

  public Home set(String name, String value) {
    settings.put(name, value);
    return this;
  }

  public Home source(String name, String url) {
    return destination(name, url).set("oneway.datasource." + name + ".access", "read");
  }

  public Home destination(String name, String url) {
    return set("oneway.datasource." + name + ".url", url);
  }

  /** Copies a file as it is shipped. */
  public Home copy(String file) {
    try {
      return write(file, Files.readString(Path.of(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Home write(String file, String text) {
    try {
      Path path = folder.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a file holds. */
  public String text(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path file(String name) {
    return folder.resolve(name);
  }

  /** The settings as they are now. */
  public Map<String, String> settings() {
    return Map.copyOf(settings);
  }

  /** Writes the settings as the application.properties a process of its own would read. */
  public Home writeSettings() {
    return write(
        "application.properties",
        settings.entrySet().stream()
            .map(setting -> setting.getKey() + "=" + setting.getValue())
            .collect(Collectors.joining("\n", "", "\n")));
  }

  public Application start(Entry entry) {
    return Application.start(entry, settings());
  }

  /** Loads all flows without running any. */
  public List<Flow> flows() {
    try (Application application = start(Entry.INSPECT)) {
      return application.loadFlows();
    }
  }

  /** What {@code dead-letters} lists. */
  public List<DeadLetter> deadLetters() {
    try (Application application = start(Entry.INSPECT)) {
      return application.deadLetters().list(DeadLetterFilter.waiting(1000));
    }
  }

  /** What {@code run FLOW --once} does, in a start of its own. */
  public RunSummary runOnce(String flow) {
    try (Application application = start(Entry.ONCE)) {
      load(application, flow);
      application.takeOver();
      return application.call(flow, RunKind.ONCE, null);
    }
  }

  /** The same of a flow with an inbox: its sweep's run, and those that deliver what is waiting. */
  public List<RunSummary> runAll(String flow) {
    try (Application application = start(Entry.ONCE)) {
      load(application, flow);
      application.takeOver();
      return application.runOnce(flow);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Flow load(Application application, String flow) {
    Flow loaded = application.loadFlow(flow).orElseThrow();
    if (!loaded.isReady()) {
      throw new AssertionError(flow + " isn't ready: " + loaded.state());
    }
    return loaded;
  }

  /** What {@code dead-letters replay --flow FLOW} does, in a start of its own. */
  public RunSummary replay(String flow) {
    try (Application application = start(Entry.REPLAY)) {
      load(application, flow);
      return application.call(flow, RunKind.REPLAY, application.deadLetters().waitingSources(flow));
    }
  }

  /** What {@code plan FLOW} does, in a start of its own. */
  public Plan plan(String flow) {
    return through(flow, runs -> runs.plan(Optional.empty(), 5));
  }

  /** What {@code apply PLAN} does, in a start of its own. */
  public Plan.Applied apply(Plan plan) {
    Path file = plan.file().orElseThrow();
    return started(Entry.REPLAY, Plan.header(file).flow(), runs -> runs.apply(file, 5));
  }

  /** What {@code drift FLOW} does, in a start of its own. */
  public Drift drift(String flow, boolean repair) {
    return through(
        flow,
        runs -> {
          try {
            return runs.drift(repair, 100);
          } catch (RetriableException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  /** Something done with a flow that can be previewed, in a start of its own. */
  public <T> T through(String flow, Function<PreviewRuns, T> work) {
    return started(Entry.THROUGH, flow, work);
  }

  private <T> T started(Entry entry, String flow, Function<PreviewRuns, T> work) {
    try (Application application = start(entry)) {
      Flow loaded = load(application, flow);
      if (entry == Entry.THROUGH && !application.previewOf(flow).obstacles().isEmpty()) {
        throw new AssertionError(application.previewOf(flow).obstacles());
      }
      application.takeOver();
      return work.apply(new PreviewRuns(application, loaded));
    }
  }
}
