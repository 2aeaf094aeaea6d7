package dev.oneway.contract;

import dev.oneway.demo.box.BoxFile;
import dev.oneway.demo.box.BoxFiles;
import dev.oneway.demo.box.BoxSandbox;
import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.SandboxServer;
import dev.oneway.demo.http.Weather;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A folder in Box, and the server the files lie on: the content of each is its record's name.
 *
 * @param which of the two requests a record takes meet the weather
 */
record BoxDrive(
    BoxSandbox sandbox,
    SandboxServer documents,
    Predicate<Request> which,
    String refusedName,
    String refusal,
    List<Reply> faultsOfNobodysRecord)
    implements VendorUnderTest {
  static final String NOWHERE = "Nowhere";
  static final String ODD = "Odd";
  private static final String FOLDER = "100";
  private static final String TEMPLATE = "thing";
  private static final String THEIRS = "theirs";
  private static final String SECRET = "s3cret";
  private static final String DOCUMENTS = "/documents/";

  static BoxDrive open(
      Weather weather,
      Predicate<Request> which,
      String refusedName,
      String refusal,
      List<Reply> faults)
      throws IOException {
    BoxSandbox box =
        BoxSandbox.start(0, SECRET, "7", weather, InstantSource.system())
            .folder(FOLDER)
            .template(TEMPLATE, "title string", "email string", "kind even|odd");
    box.allow(1_000_000, 1_000_000);
    return new BoxDrive(
        box, SandboxServer.start(0, BoxDrive::document), which, refusedName, refusal, faults);
  }

  private static Reply document(Request request) {
    String title = request.path().substring(DOCUMENTS.length());
    if (!request.bearer().orElse("").equals("d0cs-s3cret")) {
      return Reply.empty(401);
    }
    return title.equals(NOWHERE)
        ? Reply.json(404, Map.of("message", "no document"))
        : new Reply(
            200, Map.of("Content-Type", "application/pdf"), title.getBytes(StandardCharsets.UTF_8));
  }

  static Reply error(int status, String code) {
    return Reply.json(
        status, Map.of("type", "error", "status", status, "code", code, "message", "no"));
  }

  private BoxFiles files() {
    return sandbox.files();
  }

  private BoxFile file(String key) {
    return files().named(FOLDER, key).orElseThrow();
  }

  @Override
  public String kamelet() {
    return "box-file-sink";
  }

  @Override
  public Map<String, String> properties() {
    return Map.of(
        "url",
        sandbox.url(),
        "uploadUrl",
        sandbox.uploadUrl(),
        "enterprise",
        "7",
        "folder",
        FOLDER,
        "template",
        TEMPLATE,
        "file",
        documents.url() + DOCUMENTS + "${field.title}",
        "fileAuth",
        "documents",
        "uploadRate",
        "1000/1s",
        "rate",
        "1000/1s");
  }

  @Override
  public Map<String, String> settings() {
    return Map.of(
        "oneway.auth.documents.type",
        "bearer",
        "oneway.auth.documents.token",
        "d0cs-s3cret",
        "oneway.auth.box.type",
        "client-credentials",
        "oneway.auth.box.tokenUrl",
        sandbox.tokenUrl(),
        "oneway.auth.box.tokenForm",
        sandbox.tokenForm(),
        "oneway.auth.box.clientId",
        SECRET,
        "oneway.auth.box.clientSecret",
        SECRET);
  }

  @Override
  public String mapping() {
    return """
        source: { system: Store, object: thing, owner: tests }
        destination: { system: Box, object: file }
        key: { name: id }
        changedAt: { from: revision, type: integer }
        fields:
          title: name
          email: email
          kind: { from: name, values: { Odd: strange, "*": even } }
        """;
  }

  @Override
  public boolean writes(Request request) {
    return which.test(request);
  }

  @Override
  public int batch() {
    return 1;
  }

  @Override
  public Map<String, String> names() {
    return files().all().stream()
        .collect(
            Collectors.toMap(
                BoxFile::name, file -> String.valueOf(file.metadata(TEMPLATE).get("title"))));
  }

  @Override
  public Optional<Boolean> hasEmail(String key) {
    return Optional.of(file(key).metadata(TEMPLATE).containsKey("email"));
  }

  @Override
  public long count(String key) {
    return files().all().stream().filter(file -> file.name().equalsIgnoreCase(key)).count();
  }

  @Override
  public void edit(String key) {
    files().setMetadata(file(key).id(), THEIRS, Map.of("note", "ours"));
  }

  @Override
  public boolean rename(String key, String name) {
    BoxFile file = file(key);
    Map<String, Object> fields = new LinkedHashMap<>(file.metadata(TEMPLATE));
    fields.put("title", name);
    files().setMetadata(file.id(), TEMPLATE, fields);
    return true;
  }

  @Override
  public boolean isAsEdited(String key) {
    return file(key).metadata(THEIRS).equals(Map.of("note", "ours"));
  }

  @Override
  public Set<String> foreignFields() {
    Set<String> own = Set.of("title", "email", "kind");
    return files().all().stream()
        .flatMap(file -> file.metadata(TEMPLATE).keySet().stream())
        .filter(field -> !own.contains(field))
        .collect(Collectors.toSet());
  }

  @Override
  public void remove(String key) {
    files().trash(file(key).id());
  }

  @Override
  public void create(String key) {
    files().add(FOLDER, key, "da39a3ee5e6b4b0d3255bfef95601890afd80709", 0);
  }

  @Override
  public boolean expireTokens() {
    sandbox.expireTokens();
    return true;
  }

  @Override
  public boolean asksForToken(Request request) {
    return request.path().equals("/oauth2/token");
  }

  @Override
  public void clear() {
    files().all().forEach(file -> files().trash(file.id()));
  }

  @Override
  public void close() {
    documents.close();
    sandbox.close();
  }
}
