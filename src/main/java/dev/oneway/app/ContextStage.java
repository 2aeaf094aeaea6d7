package dev.oneway.app;

import dev.oneway.fault.Fault;
import dev.oneway.flow.Flow;
import dev.oneway.flow.FlowLoader;
import dev.oneway.flow.FlowRoutes;
import dev.oneway.flow.FlowState;
import dev.oneway.run.PausedFlows;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Camel context as the stage of its flows. */
final class ContextStage implements Stage {
  private static final Logger LOG = LoggerFactory.getLogger(ContextStage.class);

  private final FlowLoader loader;
  private final OneWayWatch watch;
  private final PausedFlows paused;
  private final Function<String, Optional<Flow>> judge;
  private final Consumer<String> came;
  private final Consumer<String> went;

  /**
   * @param judge a flow by its name, loaded elsewhere; empty when there is none
   * @param came told the name of a flow that runs from now on
   * @param went told the name of a flow that doesn't run any more
   */
  ContextStage(
      FlowLoader loader,
      OneWayWatch watch,
      PausedFlows paused,
      Function<String, Optional<Flow>> judge,
      Consumer<String> came,
      Consumer<String> went) {
    this.loader = loader;
    this.watch = watch;
    this.paused = paused;
    this.judge = judge;
    this.came = came;
    this.went = went;
  }

  @Override
  public List<Flow> load(List<Path> files) {
    watch.read();
    return watch.noted(loader.load(files).stream().map(this::announced).toList());
  }

  @Override
  public Flow load(Path file, String text) {
    watch.read();
    return watch.noted(List.of(announced(loader.load(file, text)))).get(0);
  }

  /** What runs may still find that it can't. */
  private Flow announced(Flow flow) {
    if (!flow.isReady()) {
      return flow;
    }
    try {
      if (loader.startsFlows()) {
        heedPause(flow);
      }
      came.accept(flow.name());
      return flow;
    } catch (IllegalArgumentException e) {
      loader.unload(flow);
      return new Flow(flow.name(), flow.file(), flow.schedule(), refused(flow, e), flow.notes());
    }
  }

  private static FlowState refused(Flow flow, IllegalArgumentException why) {
    return new FlowState.Broken(
        List.of(new Fault(flow.file().toString(), 0, 0, why.getMessage(), "")));
  }

  @Override
  public void shut(Flow flow) {
    loader.routesOf(flow.name()).shut();
  }

  @Override
  public void lookForPauses() {
    paused.look();
  }

  @Override
  public void heedPause(Flow flow) {
    FlowRoutes routes = loader.routesOf(flow.name());
    if (paused.of(flow.name()).isPresent()) {
      if (routes.pause()) {
        LOG.info("{} is paused: it begins nothing more.", flow.name());
      }
    } else if (routes.open()) {
      LOG.info("{} goes on.", flow.name());
    }
  }

  @Override
  public boolean isIdle(Flow flow) {
    return loader.routesOf(flow.name()).areIdle();
  }

  @Override
  public void unload(Flow flow) {
    loader.unload(flow);
    went.accept(flow.name());
  }

  @Override
  public Optional<Flow> judge(Path file) {
    return judge.apply(FlowLoader.nameOf(file));
  }
}
