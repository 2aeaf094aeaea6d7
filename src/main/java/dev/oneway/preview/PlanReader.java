package dev.oneway.preview;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads a plan's file, a record at a time. Belongs to one thread. */
final class PlanReader implements Iterator<PlannedRecord>, AutoCloseable {
  private static final int BLOCK = 1 << 16;

  private final BufferedReader in;
  private final PlanHeader header;
  private Map<String, Object> next;

  /**
   * @throws UnusablePlanException when it isn't a plan's file
   */
  PlanReader(Path file) {
    try {
      in =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(Files.newInputStream(file), BLOCK), StandardCharsets.UTF_8),
              BLOCK);
    } catch (NoSuchFileException e) {
      throw new UnusablePlanException("there is no file " + file);
    } catch (ZipException | EOFException e) {
      throw new UnusablePlanException(file + " isn't a plan");
    } catch (IOException e) {
      throw new UncheckedIOException("the plan can't be read: " + e.getMessage(), e);
    }
    header = PlanLines.header(line());
    advance();
  }

  PlanHeader header() {
    return header;
  }

  private String line() {
    try {
      String line = in.readLine();
      if (line == null) {
        throw new UnusablePlanException("its file breaks off");
      }
      return line;
    } catch (EOFException | ZipException e) {
      throw new UnusablePlanException("its file breaks off");
    } catch (IOException e) {
      throw new UncheckedIOException("the plan can't be read: " + e.getMessage(), e);
    }
  }

  private void advance() {
    next = PlanLines.read(line());
  }

  @Override
  public boolean hasNext() {
    return !PlanLines.isEnd(next);
  }

  @Override
  public PlannedRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    PlannedRecord record = PlanLines.record(next);
    advance();
    return record;
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the plan can't be closed: " + e.getMessage(), e);
    }
  }
}
