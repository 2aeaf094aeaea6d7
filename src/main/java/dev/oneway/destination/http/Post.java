package dev.oneway.destination.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.oneway.destination.http.answer.AnswerForm;
import dev.oneway.destination.http.answer.FileForm;
import dev.oneway.destination.http.answer.Received;
import dev.oneway.http.Answer;
import dev.oneway.http.Failure;
import dev.oneway.http.HttpCall;
import dev.oneway.http.HttpChannel;
import dev.oneway.record.RecordJson;
import dev.oneway.run.FatalException;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Traffic;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http.HttpHeaders;

/**
 * Sends a shipment and reads the whole answer, whatever its status. Nothing is sent twice and no
 * redirect is followed. Threads may share it.
 *
 * @param idempotency a header's name; empty for none
 * @param form whether a success must come with JSON, and what a refusal's code means
 * @param fileForm where an answer tells what of a file arrived
 */
record Post(
    Servers servers,
    Traffic traffic,
    Optional<String> idempotency,
    AnswerForm form,
    FileForm fileForm) {
  private static final int OK = 200;
  private static final int MOST_BYTES = 64 * 1024 * 1024;
  private static final ObjectReader STRICT =
      RecordJson.mapper()
          .readerFor(JsonNode.class)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * @param url where it goes
   * @throws RetriableException when there is no answer, or one that can't be read; what was asked
   *     for may have happened
   * @throws FatalException when the answer is a redirect
   */
  Received send(Shipment shipment, URI url) throws RetriableException {
    if (shipment.request().action() == Action.FILE) {
      return weighed(shipment);
    }
    Optional<DownloadedFile> file =
        shipment.request().carriesFile()
            ? servers.file(shipment.parcels().get(0), traffic)
            : Optional.empty();
    HttpCall call =
        shipment.request().call(url, shipment.parcels(), headers(shipment), file.map(f -> f));
    return send(shipment, call, file);
  }

  private Received send(Shipment shipment, HttpCall call, Optional<DownloadedFile> file)
      throws RetriableException {
    HttpChannel channel = servers.of(shipment.request());
    try (Answer answer = channel.send(call, traffic)) {
      if (answer.status() / 100 == 3) {
        throw new FatalException(
            "%s was answered with the redirect %d, and records aren't sent elsewhere. Correct the URL."
                .formatted(call, answer.status()));
      }
      byte[] body = answer.body().readNBytes(MOST_BYTES + 1);
      Received received =
          answer.status() / 100 == 2
              ? success(channel, call, answer, body, shipment)
              : refusal(channel, call, answer, body);
      answer.drain();
      requireWhole(channel, call, answer, received, file);
      return received;
    } catch (IOException e) {
      throw channel.failed(call, e);
    }
  }

  private Received weighed(Shipment shipment) throws RetriableException {
    String hash = servers.file(shipment.parcels().get(0), traffic).orElseThrow().weigh();
    return new Received(OK, new TextNode(hash), "", Optional.empty(), Optional.empty());
  }

  /** That other bytes arrived than were sent is no success. */
  private void requireWhole(
      HttpChannel channel,
      HttpCall call,
      Answer answer,
      Received received,
      Optional<DownloadedFile> file)
      throws RetriableException {
    if (file.isEmpty() || received.failure().isPresent() || fileForm.hash().isEmpty()) {
      return;
    }
    Optional<String> arrived = fileForm.in(received.document()).hash();
    if (!arrived.equals(file.get().hash())) {
      throw unexpected(
          channel,
          call,
          answer,
          arrived.isEmpty() ? "lacks the hash of the file" : "has the hash of another file");
    }
  }

  private Map<String, String> headers(Shipment shipment) {
    return switch (shipment.request().action()) {
      case CREATE ->
          idempotency.map(name -> Map.of(name, IdempotencyKey.of(shipment))).orElse(Map.of());
      case UPDATE ->
          shipment
              .parcels()
              .get(0)
              .heldFile()
              .tag()
              .map(tag -> Map.of(HttpHeaders.IF_MATCH, tag))
              .orElse(Map.of());
      default -> Map.of();
    };
  }

  private Received success(
      HttpChannel channel, HttpCall call, Answer answer, byte[] body, Shipment shipment)
      throws RetriableException {
    if (body.length > MOST_BYTES) {
      throw unexpected(channel, call, answer, "has more than 64 MB");
    }
    String text = new String(body, StandardCharsets.UTF_8).strip();
    boolean mustRead =
        form.readsDocument()
            || shipment.request().isBulk()
            || shipment.request().action().asks()
            || isOf(answer, "json");
    JsonNode document = MissingNode.getInstance();
    if (isOf(answer, "html")) {
      throw unexpected(channel, call, answer, "isn't what was asked for");
    } else if (mustRead && !text.isEmpty()) {
      document =
          parsed(text)
              .orElseThrow(() -> unexpected(channel, call, answer, "is no JSON, or breaks off"));
    }
    return new Received(
        answer.status(),
        document,
        "",
        answer.headers("Location").stream().findFirst(),
        Optional.empty());
  }

  private Received refusal(HttpChannel channel, HttpCall call, Answer answer, byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).strip();
    JsonNode document = parsed(text).orElse(MissingNode.getInstance());
    String code = form.codeOf(document).orElse(null);
    String said = channel.message(header(answer).orElse(text));
    Failure failure = channel.failure(call, answer, form.codes().category(answer, code), said);
    return new Received(answer.status(), document, said, Optional.empty(), Optional.of(failure));
  }

  /** The vendor's words, where they stand in a header and are there. */
  private Optional<String> header(Answer answer) {
    return form.messageHeader()
        .flatMap(name -> answer.headers(name).stream().findFirst())
        .filter(words -> !words.isBlank());
  }

  private static boolean isOf(Answer answer, String kind) {
    return answer.contentType().toLowerCase(Locale.ROOT).contains(kind);
  }

  private static Optional<JsonNode> parsed(String text) {
    try {
      return Optional.ofNullable(STRICT.<JsonNode>readValue(text));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static RetriableException unexpected(
      HttpChannel channel, HttpCall call, Answer answer, String why) {
    return channel.unexpected(call, answer, why).exception();
  }
}
