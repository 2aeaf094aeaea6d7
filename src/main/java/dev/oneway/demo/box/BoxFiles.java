package dev.oneway.demo.box;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The files of an account and what is in its trash. A name is there once in a folder, upper and
 * lower case aside. In memory only. Threads may share it; each change is seen as a whole.
 */
public final class BoxFiles {
  private static final long FIRST_ID = 1_700_000_000_000L;
  private static final String US = "AutomationUser_demo@boxdevedition.com";

  private final InstantSource clock;
  private final Map<String, BoxFile> files = new LinkedHashMap<>();
  private final Map<String, BoxFile> trash = new LinkedHashMap<>();
  private long ids = FIRST_ID;

  BoxFiles(InstantSource clock) {
    this.clock = clock;
  }

  /** All that aren't in the trash, the oldest first. */
  public synchronized List<BoxFile> all() {
    return List.copyOf(files.values());
  }

  public synchronized Optional<BoxFile> find(String id) {
    return Optional.ofNullable(files.get(id));
  }

  public synchronized Optional<BoxFile> named(String folder, String name) {
    return files.values().stream()
        .filter(file -> file.folder().equals(folder) && file.name().equalsIgnoreCase(name))
        .findFirst();
  }

  synchronized boolean isTrashed(String id) {
    return trash.containsKey(id);
  }

  /** Puts a new file there; empty when the name is taken. */
  public synchronized Optional<BoxFile> add(String folder, String name, String sha1, long size) {
    if (named(folder, name).isPresent()) {
      return Optional.empty();
    }
    String id = Long.toString(++ids);
    BoxFile file = new BoxFile(id, folder, name, sha1, size, 1, 0, Map.of(), clock.instant(), US);
    files.put(id, file);
    return Optional.of(file);
  }

  /** Uploads a new version of a file that is there. */
  synchronized BoxFile upload(String id, String sha1, long size) {
    return change(id, file -> file.withContent(sha1, size, clock.instant(), US));
  }

  /** Somebody uploads a version of their own. */
  public synchronized void replace(String id, String sha1, String login) {
    change(id, file -> file.withContent(sha1, file.size(), clock.instant(), login));
  }

  /** Sets all fields of a template. */
  public synchronized BoxFile setMetadata(String id, String template, Map<String, Object> fields) {
    return change(id, file -> file.withMetadata(template, fields));
  }

  private BoxFile change(String id, UnaryOperator<BoxFile> change) {
    BoxFile changed = change.apply(files.get(id));
    files.put(id, changed);
    return changed;
  }

  /** Somebody deletes it: it goes into the trash, and its name is free again. */
  public synchronized void trash(String id) {
    trash.put(id, files.remove(id));
  }
}
