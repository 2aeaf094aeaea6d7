package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.fault.Fault;
import dev.oneway.fault.FaultsException;
import dev.oneway.testing.LogLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mapping file is edited in every way editors know; the test is the clock that polls. */
class LiveMappingTest {
  private static final String HEAD =
      """
      source: { system: Shop, object: order }
      destination: { system: BI, object: orders }
      key: { id: id }
      fields:
      """;

  private static final String RECORD =
      "{\"id\": 1, \"items\": [{\"n\": \"a\", \"q\": 1}, {\"n\": \"b\", \"q\": 2}]}";

  @TempDir private Path folder;
  private final LogLines log = new LogLines("dev.oneway.mapping");
  private final List<MappingCheck> checks = new ArrayList<>();
  private Path file;
  private LiveMapping live;

  @BeforeEach
  void aMappingInUse() {
    file = folder.resolve("order.yaml");
    write(with("a"));
    live = open();
  }

  @AfterEach
  void close() {
    log.close();
  }

  private LiveMapping open() {
    return new LiveMapping(
        "order",
        () -> MappingFile.files(folder, "order"),
        () -> MappingFile.load(folder, "order", MappingFile.NO_SETTINGS),
        checks);
  }

  /** The text of a mapping with these fields. */
  private static String with(String... fields) {
    StringBuilder text = new StringBuilder(HEAD);
    for (String field : fields) {
      text.append("  ").append(field).append(": total\n");
    }
    return text.toString();
  }

  private void write(String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void poll(int times) {
    for (int i = 0; i < times; i++) {
      live.poll();
    }
  }

  private List<String> fields() {
    return Mappings.delivered(live.current(), "{\"id\": 1, \"total\": 2}").keySet().stream()
        .filter(field -> !field.equals("id"))
        .toList();
  }

  private String changed() {
    return "INFO " + file + " has changed: runs from now on use it.";
  }

  @Test
  void aFileThatAsksForASettingWithoutValueSaysWhichAndLeavesTheLastGoodOne() {
    write(HEAD + "  b: { from: x, hash: { algorithm: sha256, salt: \"{{env:NO_SALT}}\" } }\n");

    poll(2);

    assertThat(fields()).containsExactly("a");
    assertThat(log.all())
        .singleElement()
        .asString()
        .contains("asks for settings without a value: NO_SALT (environment variable). Set them");
  }

  @Test
  void aFileThatStaysAsItIsIsNeverCompiledAgain() {
    Mapping first = live.current();

    poll(100);

    assertThat(live.current()).isSameAs(first);
    assertThat(log.all()).isEmpty();
  }

  @Test
  void anEditedFileIsTakenAtTheSecondPollThatFindsItSo() {
    write(with("b"));

    poll(1);
    assertThat(fields()).containsExactly("a");
    poll(1);

    assertThat(fields()).containsExactly("b");
    assertThat(log.all()).containsExactly(changed());
  }

  @Test
  void aHalfThatIsAMappingOfItsOwnIsNotTaken() throws IOException {
    write(with("b"));
    poll(1);
    Files.writeString(file, "  c: total\n", StandardOpenOption.APPEND);
    poll(1);
    assertThat(fields()).containsExactly("a");
    poll(1);

    assertThat(fields()).containsExactly("b", "c");
    assertThat(log.all()).containsExactly(changed());
  }

  @Test
  void aFileThatIsEmptiedAndWrittenInTwoHalvesIsTakenWhole() throws IOException {
    String text = with("b", "c");
    write("");
    poll(1);
    write(text.substring(0, 70));
    poll(1);
    Files.writeString(file, text.substring(70), StandardOpenOption.APPEND);
    poll(2);

    assertThat(fields()).containsExactly("b", "c");
    assertThat(log.all()).containsExactly(changed());
  }

  @Test
  void aFileThatIsReplacedByARenameIsTaken() throws IOException {
    Path other = Files.writeString(folder.resolve("order.yaml~"), with("b"));
    Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    poll(2);

    assertThat(fields()).containsExactly("b");
    assertThat(log.all()).containsExactly(changed());
  }

  @Test
  void aFileThatIsAwayForAMomentIsNoFault() throws IOException {
    Files.delete(file);
    poll(3);
    write(with("b"));
    poll(2);

    assertThat(fields()).containsExactly("b");
    assertThat(log.all()).containsExactly(changed());
  }

  @Test
  void aFileThatIsAwayForAMomentAndComesBackAsItWasIsNotTalkedOf() throws IOException {
    Files.delete(file);
    poll(3);
    write(with("a"));
    poll(100);

    assertThat(log.all()).isEmpty();
  }

  @Test
  void aDeletedFileIsToldOnceAndTheLastGoodOneStays() throws IOException {
    Files.delete(file);
    poll(100);

    assertThat(fields()).containsExactly("a");
    assertThat(log.next())
        .singleElement()
        .asString()
        .startsWith("WARN " + file + " is broken; the last good one stays in use:\n" + file)
        .contains("There is no mapping file");

    write(with("b"));
    poll(2);
    assertThat(fields()).containsExactly("b");
    assertThat(log.next()).containsExactly("INFO " + file + " is mended: runs from now on use it.");
  }

  @Test
  void aBrokenEditIsToldOnceWithAllItsFaultsAndTheLastGoodOneStays() {
    write(with("b") + "whree: true\nvalues: { unused: { a: b } }\n");
    poll(100);

    assertThat(fields()).containsExactly("a");
    assertThat(log.all()).singleElement().asString().satisfies(this::tellsBothFaults);
  }

  private void tellsBothFaults(String warning) {
    List<String> lines = warning.lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .isEqualTo("WARN " + file + " is broken; the last good one stays in use:");
    assertThat(lines.get(1)).startsWith(file + ":6:1: ");
    assertThat(lines.get(2)).startsWith(file + ":7:");
  }

  @Test
  void anotherBrokenEditIsToldToo() {
    write("fields: [");
    poll(2);
    assertThat(log.next()).hasSize(1);
    write("fields: {");
    poll(100);

    assertThat(log.next()).singleElement().asString().startsWith("WARN");
    assertThat(fields()).containsExactly("a");
  }

  @Test
  void aMendedFileIsToldAndTaken() {
    write("fields: [");
    poll(2);
    log.next();
    write(with("b"));
    poll(2);

    assertThat(fields()).containsExactly("b");
    assertThat(log.next()).containsExactly("INFO " + file + " is mended: runs from now on use it.");
    write(with("c"));
    poll(2);
    assertThat(log.next()).containsExactly(changed());
  }

  @Test
  void aFileThatIsMendedByUndoingTheEditIsTold() {
    Mapping first = live.current();
    write("fields: [");
    poll(2);
    log.next();
    write(with("a"));
    poll(100);

    assertThat(live.current()).isSameAs(first);
    assertThat(log.next())
        .containsExactly("INFO " + file + " is mended: it is the last good one again.");
  }

  @Test
  void aTouchedFileIsNotTalkedOf() throws IOException {
    Mapping first = live.current();
    for (int i = 0; i < 5; i++) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(i)));
      poll(3);
    }

    assertThat(live.current()).isSameAs(first);
    assertThat(log.all()).isEmpty();
  }

  @Test
  void anEditThatLeavesSizeAndTimeIsSeenWhileTheFileIsFresh() throws IOException {
    FileTime coarse = FileTime.from(Instant.parse("2026-01-06T09:00:00Z"));
    Files.setLastModifiedTime(file, coarse);
    poll(3);
    write(with("b"));
    Files.setLastModifiedTime(file, coarse);
    poll(2);

    assertThat(fields()).containsExactly("b");
  }

  @Test
  void aThousandEditsEndInTheLastOne() {
    for (int i = 0; i < 1000; i++) {
      write(with("f" + i));
      poll(2);
    }

    assertThat(fields()).containsExactly("f999");
    assertThat(log.all()).hasSize(1000);
  }

  @Test
  void aFileThatIsBrokenAtTheStartIsNotTaken() {
    write("fields: [");

    assertThatThrownBy(this::open).isInstanceOf(FaultsException.class);
  }

  @Test
  void whatACheckFindsKeepsTheLastGoodOneUntilTheCheckIsContent() {
    Fault tooSmall = new Fault("order.yaml", 5, 3, "`b` isn't a column of orders.", "Add it.");
    List<Fault> faults = new ArrayList<>(List.of(tooSmall));
    checks.add((name, candidate) -> name.equals("order") ? faults : List.of());
    write(with("b"));
    poll(100);
    assertThat(fields()).containsExactly("a");
    assertThat(log.next())
        .containsExactly(
            "WARN "
                + file
                + " is broken; the last good one stays in use:\n"
                + "order.yaml:5:3: `b` isn't a column of orders. Add it.");

    faults.clear();
    poll(20);

    assertThat(fields()).containsExactly("b");
    assertThat(log.next()).containsExactly("INFO " + file + " is mended: runs from now on use it.");
  }

  @Test
  void aCheckThatBreaksOffKeepsTheLastGoodOne() {
    checks.add(
        (name, candidate) -> {
          throw new IllegalStateException("secret");
        });
    write(with("b"));
    poll(100);

    assertThat(fields()).containsExactly("a");
    assertThat(log.all())
        .singleElement()
        .asString()
        .contains("It can't be checked (IllegalStateException).")
        .doesNotContain("secret");
  }

  @Test
  void aFileThatIsWrittenWhileItIsCheckedIsNotTaken() {
    checks.add(
        (name, candidate) -> {
          if (candidate.shape().indexOf("b") > 0) {
            write(with("c"));
          }
          return List.of();
        });
    write(with("b"));
    poll(2);
    assertThat(fields()).containsExactly("a");
    poll(2);

    assertThat(fields()).containsExactly("c");
    assertThat(log.all()).containsExactly(changed());
  }

  @Test
  void aFileThatTheMappingNamesIsWatchedAsSoonAsItIsNamed() throws IOException {
    Path second = folder.resolve("second.yaml");
    live =
        new LiveMapping(
            "order",
            () -> read(file).contains("second") ? List.of(file, second) : List.of(file),
            () ->
                MappingFile.load(
                    folder, Files.exists(second) ? "second" : "order", MappingFile.NO_SETTINGS),
            checks);
    Files.writeString(second, with("x"));
    write(with("b") + "# second\n");
    poll(3);
    assertThat(fields()).containsExactly("x");

    Files.writeString(second, with("y"));
    poll(2);

    assertThat(fields()).containsExactly("y");
    Files.writeString(second, "fields: [");
    poll(2);
    assertThat(log.all()).hasSize(3).last().asString().contains(second + ":1:");
  }

  @Test
  void recordsAreMappedRightWhileOtherMappingsAreCompiled() throws Exception {
    String expression =
        "expr: '$join($map(items, function($i) { $uppercase($i.n) & $i.q }), \",\")'";
    Mapping mapping = Mappings.ofField("{ " + expression + " }");
    ExecutorService worker = Executors.newSingleThreadExecutor();
    try {
      Future<Set<Object>> mapped =
          worker.submit(
              () ->
                  IntStream.range(0, 5000)
                      .mapToObj(i -> Mappings.delivered(mapping, RECORD).get("f"))
                      .collect(Collectors.toSet()));
      while (!mapped.isDone()) {
        Mappings.ofField("{ expr: '$sum(items.(q * 2)) ~> $string' }");
        Mappings.ofField("{ " + expression + " }");
      }

      assertThat(mapped.get()).containsExactly("A1,B2");
    } finally {
      worker.shutdown();
    }
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
