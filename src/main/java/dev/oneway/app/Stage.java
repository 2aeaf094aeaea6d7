package dev.oneway.app;

import dev.oneway.flow.Flow;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where flows run, as whoever watches their files needs it. Used by one thread. */
interface Stage {
  /** Loads files that aren't loaded as they are now; what is wrong with one is in its state. */
  List<Flow> load(List<Path> files);

  /** The same with one file, of another text than it holds by now. */
  Flow load(Path file, String text);

  /** Lets a flow begin nothing more; what has begun goes on. */
  void shut(Flow flow);

  /** Looks which flows are paused now. */
  void lookForPauses();

  /** Lets a flow begin nothing while it is paused, and go on when it isn't. */
  void heedPause(Flow flow);

  /** Whether nothing of what a flow has begun is still going on. */
  boolean isIdle(Flow flow);

  /** Ends a flow that is shut and idle. */
  void unload(Flow flow);

  /**
   * What a file would be as it is now, found without touching what runs.
   *
   * @return empty when the file is gone
   */
  Optional<Flow> judge(Path file);
}
