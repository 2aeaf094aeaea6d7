package dev.oneway.destination.http.answer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.oneway.destination.http.answer.Verdict.Refused;
import dev.oneway.destination.http.answer.Verdict.Taken;
import dev.oneway.destination.http.answer.Verdict.Unclear;
import dev.oneway.http.FailureTable;
import dev.oneway.run.FailureCategory;
import java.util.Optional;

/**
 * Where in an answer it says what became of a record. Immutable; threads may share it.
 *
 * @param ok true when the vendor took the record, or an empty list of what is wrong with it
 * @param id the vendor's id of it
 * @param idInLocation whether the id is the last step of the header Location instead
 * @param created true when the vendor made a new one
 * @param messageHeader the header that has the vendor's words instead of the document
 * @param codes what the vendor's codes mean
 * @param details what each answer to details holds that is success
 */
public record AnswerForm(
    Optional<Pointers> ok,
    Optional<Pointers> id,
    boolean idInLocation,
    Optional<Pointers> created,
    Optional<Pointers> code,
    Optional<Pointers> message,
    Optional<String> messageHeader,
    Optional<Pointers> errorField,
    FailureTable codes,
    Optional<Pointers> details) {
  private static final String HEADER = "header:";
  private static final String LOCATION = HEADER + "Location";

  /**
   * The options as they are written; null where one isn't.
   *
   * @throws IllegalArgumentException naming the option that is wrong
   */
  public static AnswerForm parse(
      String ok,
      String id,
      String created,
      String code,
      String message,
      String errorField,
      String codes,
      String detailsOk) {
    boolean location = LOCATION.equalsIgnoreCase(id);
    Optional<String> header = header(message);
    if (codes != null && code == null) {
      throw new IllegalArgumentException(
          "codes needs to know where a code stands. Add its pointer, as in code=/0/errorCode.");
    }
    return new AnswerForm(
        Pointers.parse("ok", ok),
        location ? Optional.empty() : Pointers.parse("id", id),
        location,
        Pointers.parse("created", created),
        Pointers.parse("code", code),
        header.isPresent() ? Optional.empty() : Pointers.parse("message", message),
        header,
        Pointers.parse("errorField", errorField),
        codes == null ? FailureTable.PLAIN : FailureTable.parse(codes),
        Pointers.parse("detailsOk", detailsOk));
  }

  private static Optional<String> header(String message) {
    return Optional.ofNullable(message)
        .map(String::strip)
        .filter(text -> text.regionMatches(true, 0, HEADER, 0, HEADER.length()))
        .map(text -> text.substring(HEADER.length()).strip())
        .filter(name -> !name.isEmpty());
  }

  /** Whether a success must come with a JSON document. */
  public boolean readsDocument() {
    return ok.isPresent() || id.isPresent() || created.isPresent() || details.isPresent();
  }

  /**
   * What an answer of success says of a record.
   *
   * @param item the record's part of the document; missing when there is none
   * @param mustTellId whether an answer without the id it is declared to have is no answer
   */
  public Verdict judge(JsonNode item, Received received, boolean mustTellId) {
    Optional<FailureCategory> category = codeOf(item).flatMap(codes::ofCode);
    if (category.isPresent()) {
      return refusal(item, category.get(), true);
    }
    if (ok.isPresent() && !item.isMissingNode()) {
      Optional<JsonNode> said = ok.get().find(item);
      if (said.isEmpty()) {
        return new Unclear("it doesn't say whether it is ok");
      }
      if (!saysOk(said.get())) {
        return refusal(item, FailureCategory.INVALID, false);
      }
    }
    Optional<String> told =
        idInLocation
            ? received.location().map(AnswerForm::lastStep)
            : id.flatMap(pointers -> pointers.text(item));
    if (told.isEmpty() && mustTellId && (idInLocation || id.isPresent())) {
      return new Unclear("it lacks the id of a record");
    }
    return new Taken(told, created(item, received));
  }

  /** What an answer of success to a record's details says. */
  public Verdict judgeDetails(JsonNode document) {
    Optional<FailureCategory> category = codeOf(document).flatMap(codes::ofCode);
    if (category.isPresent()) {
      return refusal(document, category.get(), true);
    }
    return details.isPresent() && details.get().find(document).isEmpty()
        ? new Unclear("it lacks the details")
        : new Taken(Optional.empty(), Optional.empty());
  }

  private static boolean saysOk(JsonNode said) {
    return said.isArray() ? said.isEmpty() : said.asText().equalsIgnoreCase("true");
  }

  private Optional<Boolean> created(JsonNode item, Received received) {
    return created.isPresent()
        ? created.get().find(item).map(said -> said.asText().equalsIgnoreCase("true"))
        : Optional.of(true).filter(yes -> received.status() == 201);
  }

  /** What a refusal says, be it a whole answer, an item or an error beside the items. */
  public Refused refusal(JsonNode error, FailureCategory unlessCoded) {
    Optional<FailureCategory> category = codeOf(error).flatMap(codes::ofCode);
    return refusal(error, category.orElse(unlessCoded), category.isPresent());
  }

  private Refused refusal(JsonNode error, FailureCategory category, boolean byCode) {
    String words =
        message
            .flatMap(pointers -> pointers.text(error))
            .orElseGet(() -> codeOf(error).orElseGet(() -> bare(error)));
    return new Refused(
        category, words, errorField.flatMap(pointers -> pointers.text(error)), byCode);
  }

  private static String bare(JsonNode error) {
    return error.isMissingNode() ? "" : error.toString();
  }

  /** The vendor's own code, in an item, a refusal or the document of an error. */
  public Optional<String> codeOf(JsonNode item) {
    return code.flatMap(pointers -> pointers.text(item));
  }

  private static String lastStep(String location) {
    String path = location.replaceFirst("[?#].*", "").replaceFirst("/+$", "");
    return java.net.URLDecoder.decode(
        path.substring(path.lastIndexOf('/') + 1).replace("+", "%2B"),
        java.nio.charset.StandardCharsets.UTF_8);
  }
}
