package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.oneway.fault.Fault;
import dev.oneway.fault.FaultsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Mapping files nobody would write by hand are read or refused, in bounded time and room. */
@Timeout(20)
class HostileFileTest {
  private static final String HEAD =
      """
      source: { system: Shop, object: order }
      destination: { system: BI, object: orders }
      key: { id: id }
      fields:
      """;

  @TempDir private Path folder;

  private Mapping load(String fields) throws IOException {
    Files.writeString(folder.resolve("m.yaml"), HEAD + fields);
    return MappingFile.load(folder, "m", MappingFile.NO_SETTINGS);
  }

  private List<Fault> faultsOf(String fields) {
    return catchThrowableOfType(FaultsException.class, () -> load(fields)).faults();
  }

  @Test
  void aliasesThatAreWrittenOutStayUsable() throws IOException {
    String users =
        IntStream.range(0, 45)
            .mapToObj(i -> "  f%d: { from: a, values: *v }\n".formatted(i))
            .collect(Collectors.joining());

    assertThat(load("  f: { from: a, values: &v { A: 1 } }\n" + users).shape().fields())
        .hasSize(47);
  }

  @Test
  void aMistakeAmongThousandsOfNamesIsToldInALine() {
    String fields =
        IntStream.range(0, 5_000).mapToObj(i -> "  f" + i + ": a\n").collect(Collectors.joining());

    assertThat(faultsOf(fields + "examples: [{ given: { id: 1 }, expect: { fx4321: 1 } }]\n"))
        .singleElement()
        .satisfies(
            fault -> assertThat(fault.remedy()).startsWith("Did you mean `f4321`? Known are"))
        .satisfies(
            fault -> assertThat(fault.remedy()).endsWith(" and others.").hasSizeLessThan(999));
  }

  @Test
  void aLongWordAmongThousandsOfNamesIsFarFromAll() {
    String fields =
        IntStream.range(0, 2_000)
            .mapToObj(i -> "  '" + "f".repeat(500) + i + "': a\n")
            .collect(Collectors.joining());

    assertThat(
            faultsOf(
                fields + "examples: [{ given: {}, expect: { " + "g".repeat(900) + ": 1 } }]\n"))
        .singleElement()
        .satisfies(fault -> assertThat(fault.remedy()).startsWith("Known are"));
  }

  @Test
  void thousandsOfValuesCanBeGivenOut() throws IOException {
    String among =
        IntStream.range(0, 60_000).mapToObj(i -> "u" + i).collect(Collectors.joining(","));

    assertThat(load("  f: { assign: round-robin, among: [" + among + "] }\n").shape().fields())
        .hasSize(2);
  }
}
