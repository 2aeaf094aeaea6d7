package dev.oneway.watch;

import dev.oneway.watch.WatchedFile.Content;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files that are looked at until nobody writes them any more. Belongs to one thread. */
public final class WatchedFiles {
  /** Looks that must find a file the same before it counts as written: it may be half of it. */
  private static final int UNTIL_WRITTEN = 2;

  /** The same for a file that isn't there: an editor may be about to rename another one to it. */
  private static final int UNTIL_GONE = 4;

  private final List<Path> paths;
  private final List<WatchedFile> files;
  private List<Content> seen;
  private int looks = 1;

  /** Looks for the first time. */
  public WatchedFiles(List<Path> paths) {
    this.paths = paths;
    this.files = paths.stream().map(WatchedFile::new).toList();
    this.seen = contents();
  }

  /** The files. */
  public List<Path> paths() {
    return paths;
  }

  /** Looks once more. */
  public void look() {
    List<Content> now = contents();
    looks = now.equals(seen) ? looks + 1 : 1;
    seen = now;
  }

  /** What the last look found, file by file. */
  public List<Content> seen() {
    return seen;
  }

  /** How many looks in a row have found just this. */
  public int looks() {
    return looks;
  }

  /** Whether they have been the same long enough to be whole. */
  public boolean areWritten() {
    return looks >= (seen.stream().allMatch(Content::whole) ? UNTIL_WRITTEN : UNTIL_GONE);
  }

  /** Whether somebody has gone on writing since the last look. */
  public boolean differByNow() {
    return !contents().equals(seen);
  }

  private List<Content> contents() {
    List<Content> contents = new ArrayList<>(files.size());
    files.forEach(file -> contents.add(file.look()));
    return contents;
  }
}
