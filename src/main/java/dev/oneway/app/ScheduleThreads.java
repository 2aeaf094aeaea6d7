package dev.oneway.app;

import dev.oneway.flow.FlowLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.camel.Component;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.support.LifecycleStrategySupport;
import org.quartz.impl.StdSchedulerFactory;

/**
 * Gives Quartz a thread for each schedule in the routes folder, so that flows that wait for a
 * system of theirs don't keep others from starting: by itself it has ten, however many flows there
 * are. Called by Camel before Quartz starts; does nothing where Quartz was configured otherwise.
 */
final class ScheduleThreads extends LifecycleStrategySupport {
  private static final String DEFAULTS = "/org/quartz/quartz.properties";
  private static final int FEWEST = 10;

  /** Also where a comment says it: a thread too many does no harm. */
  private static final Pattern SCHEDULE = Pattern.compile("\\bquartz\\b");

  private final Supplier<Path> routes;

  /**
   * @param routes the routes folder, asked for when the first schedule is loaded
   */
  ScheduleThreads(Supplier<Path> routes) {
    this.routes = routes;
  }

  @Override
  public void onComponentAdd(String name, Component component) {
    if (component instanceof QuartzComponent quartz && !isConfigured(quartz)) {
      Properties settings = defaults();
      settings.setProperty("org.quartz.threadPool.threadCount", Integer.toString(threads()));
      quartz.setProperties(settings);
    }
  }

  private static boolean isConfigured(QuartzComponent quartz) {
    return quartz.getProperties() != null
        || quartz.getPropertiesRef() != null
        || quartz.getPropertiesFile() != null;
  }

  /** What Camel takes when nothing is said. */
  private static Properties defaults() {
    Properties defaults = new Properties();
    try (InputStream file = StdSchedulerFactory.class.getResourceAsStream(DEFAULTS)) {
      defaults.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return defaults;
  }

  private int threads() {
    long schedules =
        FlowLoader.filesIn(routes.get()).stream().mapToLong(ScheduleThreads::schedules).sum();
    return (int) Math.max(FEWEST, schedules);
  }

  private static long schedules(Path file) {
    try {
      return SCHEDULE.matcher(Files.readString(file)).results().count();
    } catch (IOException e) {
      // The flow is told of when it is loaded; it won't start.
      return 0;
    }
  }
}
