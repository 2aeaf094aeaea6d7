package dev.oneway.contract;

import dev.oneway.demo.greenhouse.GreenhouseSandbox;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Weather;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Notes of a candidate, which are added once and never changed. */
class GreenhouseNotesContractTest extends HttpDestinationContract {
  @Override
  VendorUnderTest open(Weather weather) throws IOException {
    GreenhouseSandbox sandbox = GreenhouseContractTest.sandbox(weather);
    long candidate =
        (Long) sandbox.org().addCandidate(Map.of("first_name", "A", "last_name", "B")).get("id");
    return new Feed(sandbox, candidate, new AtomicInteger());
  }

  /**
   * @param forgotten how many notes are of earlier tests; nobody can take them back
   */
  private record Feed(GreenhouseSandbox sandbox, long candidate, AtomicInteger forgotten)
      implements VendorUnderTest {
    private List<String> texts() {
      return sandbox.org().notes().stream()
          .skip(forgotten.get())
          .map(note -> note.get("body").toString())
          .toList();
    }

    private static String key(String text) {
      return text.replaceFirst(".*#", "");
    }

    @Override
    public String kamelet() {
      return "greenhouse-note-sink";
    }

    @Override
    public Map<String, String> properties() {
      return Map.of("url", sandbox.url(), "rate", "1000/1s");
    }

    @Override
    public Map<String, String> settings() {
      return GreenhouseContractTest.credentials(sandbox);
    }

    @Override
    public String mapping() {
      return """
          source: { system: Store, object: thing, owner: tests }
          destination: { system: Greenhouse, object: note }
          key: { thing: id }
          changedAt: { from: revision, type: integer }
          fields:
            candidate_id: { value: %d }
            body: { expr: '$trim(name) ? name & " #" & id : " "' }
          """
          .formatted(candidate);
    }

    @Override
    public boolean writes(Request request) {
      return !request.method().equals("GET") && !asksForToken(request);
    }

    @Override
    public int batch() {
      return 1;
    }

    @Override
    public boolean updates() {
      return false;
    }

    @Override
    public Map<String, String> names() {
      return texts().stream()
          .collect(Collectors.toMap(Feed::key, text -> text.replaceFirst(" #.*", "")));
    }

    @Override
    public long count(String key) {
      return texts().stream().filter(text -> key(text).equals(key)).count();
    }

    @Override
    public void edit(String key) {
      throw new UnsupportedOperationException("a note isn't changed");
    }

    @Override
    public boolean isAsEdited(String key) {
      throw new UnsupportedOperationException("a note isn't changed");
    }

    @Override
    public void remove(String key) {
      throw new UnsupportedOperationException("a note that is gone isn't added again");
    }

    @Override
    public void create(String key) {
      throw new UnsupportedOperationException("a note isn't changed");
    }

    @Override
    public String refusedName() {
      return " ";
    }

    @Override
    public String refusal() {
      return "body can't be blank";
    }

    @Override
    public boolean expireTokens() {
      sandbox.account().expireTokens();
      return true;
    }

    @Override
    public boolean asksForToken(Request request) {
      return request.path().equals("/token");
    }

    @Override
    public void clear() {
      forgotten.set(sandbox.org().notes().size());
    }

    @Override
    public void close() {
      sandbox.close();
    }
  }
}
