package dev.oneway.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/** What a file holds, read again whenever it may have changed. Belongs to one thread. */
public final class WatchedFile {
  /**
   * Looks for which a changed file is read whatever its size and time say. Some file systems count
   * time in steps of 2 seconds, so an edit may leave both as they were.
   */
  private static final int CLOSE_LOOKS = 10;

  private final Path path;
  private Optional<Stamp> stamp = Optional.empty();
  private Content content;
  private int closeLooks = CLOSE_LOOKS;

  private record Stamp(long size, FileTime modified, Object file) {}

  /**
   * What was found in a file; equal when nothing differs.
   *
   * @param whole whether it could be read
   * @param digest of its bytes, or what kept them from being read
   */
  public record Content(boolean whole, String digest) {}

  public WatchedFile(Path path) {
    this.path = path;
  }

  /** What it holds now. */
  public Content look() {
    Optional<Stamp> now = stampNow();
    closeLooks = now.equals(stamp) ? closeLooks - 1 : CLOSE_LOOKS;
    if (closeLooks >= 0 || !content.whole()) {
      content = read();
    }
    stamp = now;
    return content;
  }

  private Optional<Stamp> stampNow() {
    try {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      return Optional.of(new Stamp(now.size(), now.lastModifiedTime(), now.fileKey()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Content read() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path));
      return new Content(true, Base64.getEncoder().encodeToString(digest));
    } catch (IOException e) {
      return new Content(false, e.getClass().getSimpleName());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
