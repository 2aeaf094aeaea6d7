package dev.oneway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.app.Application;
import dev.oneway.flow.Entry;
import dev.oneway.flow.Flow;
import dev.oneway.testing.Home;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/webhooks.md says of the door. */
class DoorDocTest {
  private static final Pattern ROUTE = Pattern.compile("(?s)```yaml\n# (routes/\\S+)\n(.*?)```");
  private static final Pattern CALL =
      Pattern.compile("curl -d (\\S+) http://127\\.0\\.0\\.1:8080(\\S+) +# (.*)");
  private static final Pattern SETTING = Pattern.compile("oneway\\.door(\\.[a-zA-Z]+)+");

  @TempDir private Path folder;
  private final String section =
      Readme.fileText("docs/webhooks.md")
          .replaceFirst("(?s).*\n(?=## The door\n)", "")
          .replaceFirst("(?s)\n## (?!The door\n).*", "");

  @Test
  void itsFlowAnswersAsShown() throws Exception {
    Home home = new Home(folder).set("oneway.door.port", "0");
    Matcher route = ROUTE.matcher(section);
    assertThat(route.find()).isTrue();
    home.write(route.group(1), route.group(2));
    Matcher call = CALL.matcher(section);
    assertThat(call.find()).isTrue();

    try (Application application = home.start(Entry.SCHEDULE)) {
      assertThat(application.loadFlows()).hasSize(1).allMatch(Flow::isReady);
      application.takeOver();
      URI uri = URI.create("http://127.0.0.1:" + application.doorPort() + call.group(2));
      HttpRequest request =
          HttpRequest.newBuilder(uri)
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString(call.group(1)))
              .build();
      assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body())
          .isEqualTo(call.group(3));
    }
  }

  @Test
  void everySettingItNamesIsOne() {
    String shipped = Readme.fileText("application.properties");
    assertThat(SETTING.matcher(section).results().map(MatchResult::group))
        .hasSizeGreaterThan(15)
        .allSatisfy(name -> assertThat(shipped).contains("\n#" + name + "="));
  }

  @Test
  void everyLimitIsExplained() {
    assertThat(SETTING.matcher(Readme.fileText("application.properties")).results())
        .hasSizeGreaterThan(15)
        .allSatisfy(name -> assertThat(section).contains(name.group()));
  }
}
