package dev.oneway.preview;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a plan's file, a record at a time: lines of JSON, compressed. As it holds source records,
 * only its owner may read it. It has its name when it is whole; after a crash there is none of it.
 *
 * <p>Belongs to one thread at a time.
 */
final class PlanWriter implements AutoCloseable {
  private static final int BLOCK = 1 << 16;

  private final Path file;
  private final Path unfinished;
  private final BufferedWriter out;

  PlanWriter(Path file, PlanHeader header) {
    this.file = file;
    this.unfinished = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.deleteIfExists(unfinished);
      create(unfinished);
      out =
          new BufferedWriter(
              new OutputStreamWriter(
                  new GZIPOutputStream(
                      Files.newOutputStream(unfinished, StandardOpenOption.WRITE), BLOCK),
                  StandardCharsets.UTF_8),
              BLOCK);
      line(PlanLines.of(header));
    } catch (IOException e) {
      throw new UncheckedIOException("the plan can't be written: " + e.getMessage(), e);
    }
  }

  /** Nobody else may read it even while it is empty. */
  private static void create(Path path) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(path);
    }
  }

  void write(PlannedRecord record) {
    line(PlanLines.of(record));
  }

  private void line(String json) {
    try {
      out.write(json);
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("the plan can't be written: " + e.getMessage(), e);
    }
  }

  /** Nothing more is to come: the file gets its name. */
  void finish() {
    line(PlanLines.end());
    try {
      out.close();
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("the plan can't be written: " + e.getMessage(), e);
    }
  }

  /** What isn't finished is removed. */
  @Override
  public void close() {
    try {
      out.close();
      Files.deleteIfExists(unfinished);
    } catch (IOException e) {
      throw new UncheckedIOException("the plan can't be removed: " + e.getMessage(), e);
    }
  }
}
