package dev.oneway.ops.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files of the dashboard: all of them are served, whole, and none does what a page mustn't. */
class WebFilesTest {
  private static final Path FOLDER = Path.of("src/main/resources/dev/oneway/ops/dashboard");

  private final WebFiles files = new WebFiles();

  private static List<Path> scripts() throws IOException {
    try (Stream<Path> all = Files.list(FOLDER)) {
      return all.filter(file -> file.toString().endsWith(".js")).toList();
    }
  }

  private static Stream<String> found(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(MatchResult::group);
  }

  @Test
  void everyFileOfTheFolderIsServed() throws IOException {
    TreeSet<String> there = new TreeSet<>(WebFiles.OWN);
    there.add("index.html");
    try (Stream<Path> all = Files.list(FOLDER)) {
      assertThat(all.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(there);
    }
  }

  @Test
  void whateverThePageAndItsScriptsNameIsThere() throws IOException {
    String page = files.page().plain().toString(StandardCharsets.UTF_8);
    assertThat(found("(?<=(href|src)=\")/dashboard/[^\"]+", page))
        .isNotEmpty()
        .allSatisfy(path -> assertThat(files.byPath()).containsKey(path));
    for (Path script : scripts()) {
      assertThat(found("(?<=from \"\\./)[^\"]+", Files.readString(script)))
          .as(script.toString())
          .allMatch(name -> name.equals("preact.js") || WebFiles.OWN.contains(name));
    }
  }

  @Test
  void everyModuleIsFetchedWithThePageAndNotWhenItIsFirstNamed() throws IOException {
    String page = files.page().plain().toString(StandardCharsets.UTF_8);
    for (Path script : scripts()) {
      assertThat(page).contains("/" + script.getFileName() + "\"");
    }
  }

  /** What data holds is text: nothing is made markup, and nothing would run that were. */
  @Test
  void noScriptMakesMarkupOfTextOrCodeOfIt() throws IOException {
    for (Path script : scripts()) {
      assertThat(Files.readString(script))
          .as(script.toString())
          .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write")
          .doesNotContain("dangerouslySet", "eval(", "new Function", "javascript:")
          .doesNotContain(" style=");
    }
  }

  @Test
  void nothingComesFromElsewhere() throws IOException {
    for (String name : WebFiles.OWN) {
      String text =
          Files.readString(FOLDER.resolve(name)).replace("http://www.w3.org/2000/svg", "");
      assertThat(found("(https?:)?//[a-z][^\\s\"']*\\.[a-z]+", text)).as(name).isEmpty();
    }
  }

  @Test
  void thePathChangesWithWhatIsInTheFiles() {
    assertThat(WebFile.of("a.js", new byte[] {1}).digest())
        .isNotEqualTo(WebFile.of("a.js", new byte[] {2}).digest());
    assertThat(files.byPath().keySet())
        .allMatch(path -> path.matches("/dashboard/[0-9a-f]{24}/[a-z]+\\.[a-z]+"));
  }
}
