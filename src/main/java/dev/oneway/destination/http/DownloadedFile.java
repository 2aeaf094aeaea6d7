package dev.oneway.destination.http;

import dev.oneway.http.Answer;
import dev.oneway.http.BrokenBodyException;
import dev.oneway.http.Failure;
import dev.oneway.http.HttpCall;
import dev.oneway.http.HttpChannel;
import dev.oneway.http.RequestBody;
import dev.oneway.http.UnobtainableException;
import dev.oneway.run.FatalException;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Traffic;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;

/**
 * A record's file on its way from the server it lies on: a few kilobytes of it are in memory at a
 * time, however large it is, and nothing of it is on disk. Each time it is sent it is asked for
 * anew. Belongs to one thread.
 */
final class DownloadedFile implements RequestBody {
  private static final int PIECE_BYTES = 16 * 1024;

  private final HttpChannel source;
  private final HttpCall call;
  private final Traffic traffic;
  private Answer answer;
  private Optional<String> hash = Optional.empty();

  /**
   * @param call what asks for it
   */
  DownloadedFile(HttpChannel source, HttpCall call, Traffic traffic) {
    this.source = source;
    this.call = call;
    this.traffic = traffic;
  }

  @Override
  public void open() throws RetriableException {
    hash = Optional.empty();
    answer = source.send(call, traffic);
    requireFile(answer);
  }

  @Override
  public void close() {
    if (answer != null) {
      answer.close();
    }
  }

  private void requireFile(Answer opened) throws RetriableException {
    if (opened.status() / 100 == 3) {
      throw new FatalException(
          "%s was answered with the redirect %d, which isn't followed: another server mustn't see our credentials. Write the URL of the file itself."
              .formatted(call, opened.status()));
    }
    if (opened.status() / 100 != 2) {
      throw refused(source.failure(call, opened));
    }
    if (opened.contentType().toLowerCase(Locale.ROOT).contains("html")) {
      throw source.unexpected(call, opened, "is no file").exception();
    }
    if (!opened.isDelimited()) {
      throw source
          .unexpected(
              call,
              opened,
              "doesn't say where the file ends, so nobody can tell the whole from a half")
          .exception();
    }
  }

  /** What is wrong with the file alone, and what with the server or with us. */
  private static RetriableException refused(Failure failure) {
    return switch (failure.category()) {
      case NOT_FOUND, INVALID, CONFLICT, TOO_LARGE -> throw new UnobtainableException(failure);
      case RATE_LIMITED, UNAVAILABLE, TIMEOUT, UNEXPECTED_ANSWER, UNAUTHORIZED, FORBIDDEN ->
          failure.exception();
    };
  }

  @Override
  public String contentType() {
    return "application/octet-stream";
  }

  @Override
  public long length() {
    return answer == null ? -1 : answer.length();
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    Sha1 digest = new Sha1();
    byte[] piece = new byte[PIECE_BYTES];
    for (int read = read(piece); read >= 0; read = read(piece)) {
      digest.update(piece, read);
      out.write(piece, 0, read);
    }
    hash = Optional.of(digest.hex());
  }

  /** What goes wrong here is the source's; what goes wrong with writing isn't. */
  private int read(byte[] piece) throws BrokenBodyException {
    try {
      answer.arrived();
      int read = answer.body().read(piece, 0, piece.length);
      if (read < 0) {
        answer.drain();
      }
      return read;
    } catch (IOException e) {
      throw new BrokenBodyException(source.failed(call, e));
    }
  }

  /** Its SHA-1, once it was sent to its end. */
  Optional<String> hash() {
    return hash;
  }

  /** Reads it to its end for nothing but its SHA-1. */
  String weigh() throws RetriableException {
    try {
      open();
      writeTo(OutputStream.nullOutputStream());
      return hash.orElseThrow();
    } catch (BrokenBodyException e) {
      throw e.reason();
    } catch (IOException e) {
      throw new IllegalStateException("only its source can fail", e);
    } finally {
      close();
    }
  }
}
