package dev.oneway.cli.live;

import dev.oneway.app.Application;
import dev.oneway.destination.ReadBack;
import dev.oneway.flow.FlowWay;
import dev.oneway.flow.Preview;
import dev.oneway.mapping.MappingEndpoint;
import dev.oneway.record.MappedRecord;
import dev.oneway.run.Present;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Run;
import dev.oneway.run.Traffic;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Tells people, at a pace they can read, what happens in some flows. What happens faster than it
 * can be told is summed up. Threads may share it.
 */
public final class Narrator implements AutoCloseable {
  /** So many that happened before one is told are told each; of more the newest are. */
  private static final int MOST_WAITING = 3;

  private static final Duration SILENCE = Duration.ofSeconds(5);

  private final Set<String> flows;
  private final StoryText text;
  private final PrintStream out;
  private final Duration pause;
  private final Duration silence;
  private final Supplier<List<Run>> atWork;
  private final BlockingQueue<Story> waiting = new LinkedBlockingQueue<>();
  private final Thread teller = new Thread(this::tell, "narrator");

  /**
   * @param flows of which it tells
   * @param pause between two stories
   * @param silence after so long without a story, the runs that are going on are told
   * @param atWork these runs
   */
  Narrator(
      Set<String> flows,
      StoryText text,
      PrintStream out,
      Duration pause,
      Duration silence,
      Supplier<List<Run>> atWork) {
    this.flows = flows;
    this.text = text;
    this.out = out;
    this.pause = pause;
    this.silence = silence;
    this.atWork = atWork;
    teller.setDaemon(true);
  }

  /**
   * Begins to tell of these flows on standard output.
   *
   * @param pause between two stories
   * @param log the file for the log where a terminal shows the stories
   */
  public static Narrator open(
      Application application, List<String> flows, Duration pause, Path log) {
    if (LiveScreen.isWatched()) {
      System.out.println("The log is in " + log + ".");
      var unused = ScreenLog.to(log);
    }
    Map<String, FlowWay> ways =
        FlowWay.in(application.house().routes(), application.house().mappings());
    StoryText.Holdings holdings = (flow, record) -> held(application, flow, record);
    StoryText text = new StoryText(ways, holdings, Colours.ofOutput());
    Narrator narrator =
        new Narrator(
            Set.copyOf(flows), text, System.out, pause, SILENCE, application.books()::openRuns);
    Chronicle chronicle = new Chronicle(narrator::heard);
    application.books().addObserver(chronicle);
    application.listen(chronicle);
    narrator.start();
    return narrator;
  }

  private static Optional<Present> held(Application application, String flow, MappedRecord record) {
    return application.outletsOf(flow).stream()
        .filter(outlet -> isMadeBy(outlet.mapping(), record))
        .map(Preview.Outlet::destination)
        .flatMap(destination -> destination.readable().stream())
        .findFirst()
        .flatMap(readable -> read(readable, record));
  }

  private static boolean isMadeBy(MappingEndpoint mapping, MappedRecord record) {
    return mapping.shape().mappingFile().equals(record.shape().mappingFile());
  }

  /** What can't be read now isn't told. */
  private static Optional<Present> read(ReadBack readable, MappedRecord record) {
    try {
      return readable.read(List.of(record), new Traffic()).stream().findFirst();
    } catch (RetriableException | RuntimeException e) {
      return Optional.empty();
    }
  }

  void start() {
    teller.start();
  }

  void heard(Story story) {
    if (flows.contains(story.flow())) {
      waiting.add(story);
    }
  }

  private void tell() {
    try {
      while (true) {
        Story next = waiting.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
        if (next == null) {
          tellWhoIsAtWork();
        } else {
          tell(next);
          Thread.sleep(pause.toMillis());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it was closed
    }
  }

  /** A destination that takes few requests a second keeps its records untold for a while. */
  private void tellWhoIsAtWork() {
    for (Run run : atWork.get()) {
      if (flows.contains(run.flow()) && run.counts().read() > 0) {
        out.print(text.atWork(run.flow(), run.counts().read(), run.traffic().sum().calls()));
      }
    }
    out.flush();
  }

  private void tell(Story next) {
    List<Story> all = new ArrayList<>(List.of(next));
    waiting.drainTo(all);
    List<Story> told = Digest.of(all, MOST_WAITING);
    out.print(text.of(told.get(0)));
    out.flush();
    // Told later, and before what is still to come: nobody else takes any.
    List<Story> later = new ArrayList<>(told.subList(1, told.size()));
    waiting.drainTo(later);
    waiting.addAll(later);
  }

  @Override
  public void close() {
    teller.interrupt();
  }
}
