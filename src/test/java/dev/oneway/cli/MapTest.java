package dev.oneway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.cli.live.Colours;
import dev.oneway.fault.FaultsException;
import dev.oneway.mapping.Mapped;
import dev.oneway.mapping.Mapping;
import dev.oneway.mapping.MappingFile;
import dev.oneway.record.RecordJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code map} reads and prints. */
class MapTest {
  private static final String MAPPING =
      """
      source: { system: S, object: s }
      destination: { system: D, object: d }
      key: { id: id }
      changedAt: at
      where: $not(state = "draft")
      fields:
        Email: { from: email, text: [trim, lower] }
        state: { from: state, values: { N: new } }
        total: { from: total, type: decimal, default: 0 }
        since: { from: since, null: keep, on: create }
      children:
        lines:
          each: lines
          parent: { order_id: id }
          key: { n: n }
          missing: delete
          fields: { sku: sku }
      """;

  private static final String AT = "\"at\": \"2026-01-01T00:00:00Z\"";

  @TempDir private Path folder;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PipedOutput out = new PipedOutput(new PrintStream(printed));

  private static List<Map<String, Object>> read(InputStream in) throws IOException {
    JsonRecords records = new JsonRecords(in);
    List<Map<String, Object>> all = new ArrayList<>();
    for (Optional<Map<String, Object>> record = records.next();
        record.isPresent();
        record = records.next()) {
      all.add(record.get());
    }
    return all;
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"id\": 1}, {\"id\": 2.50}]",
        "{\"id\": 1}\n{\"id\": 2.50}\n",
        "{\"id\": 1}{\"id\": 2.50}",
        "[{\"id\": 1}]\n[]\n[{\"id\": 2.50}]"
      })
  void recordsComeAsAnArrayOrOneAfterTheOther(String json) throws IOException {
    assertThat(RecordJson.write(read(bytes(json)))).isEqualTo("[{\"id\":1},{\"id\":2.50}]");
  }

  @Test
  void nothingIsNoRecord() throws IOException {
    assertThat(read(bytes(" \n"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~[{\"id\": 1},\n {\"id\": x}]~ | standard input:2:11: this isn't JSON: Unrecognized token 'x'",
        "[{\"id\": 1} | standard input:1:11: this isn't JSON: Unexpected end-of-input: expected close marker for Array (start marker in line 1, column 1)",
        "[{\"id\": 1}, 5] | standard input:1:13: a record is expected here, an object in braces.",
        "[[{}]] | standard input:1:2: a record is expected here",
        "\"a\" | standard input:1:1: a record is expected here",
      })
  void whatIsNoRecordIsToldWithItsPlace(String json, String told) {
    assertThatThrownBy(() -> read(bytes(json)))
        .isInstanceOf(FaultsException.class)
        .hasMessageStartingWith(told)
        .hasMessageNotContaining("REDACTED");
  }

  /** A file of half a gigabyte, of which nothing is kept. */
  @Test
  void aLongStreamNeedsNoMemory() throws IOException {
    byte[] record =
        "{\"id\": 1, \"text\": \"%s\"},"
            .formatted("x".repeat(1000))
            .getBytes(StandardCharsets.UTF_8);
    int count = 500_000;
    JsonRecords records = new JsonRecords(new Repeated(record, count));
    for (int i = 0; i < count; i++) {
      assertThat(records.next()).isPresent();
    }
  }

  /** The beginning of an array, and then the same bytes again and again. */
  private static final class Repeated extends InputStream {
    private final byte[] bytes;
    private final long end;
    private long at = -1;

    Repeated(byte[] bytes, int count) {
      this.bytes = bytes;
      this.end = (long) count * bytes.length;
    }

    @Override
    public int read() {
      int next = at < 0 ? '[' : at < end ? bytes[(int) (at % bytes.length)] : -1;
      at++;
      return next;
    }

    @Override
    public int read(byte[] into, int from, int most) {
      if (at < 0 || at >= end) {
        int next = read();
        into[from] = (byte) next;
        return next < 0 ? -1 : 1;
      }
      int begin = (int) (at % bytes.length);
      int length = Math.min(most, bytes.length - begin);
      System.arraycopy(bytes, begin, into, from, length);
      at += length;
      return length;
    }
  }

  private Mapping mapping() throws IOException {
    Files.writeString(folder.resolve("m.yaml"), MAPPING);
    return MappingFile.compile(folder, "m", MappingFile.NO_SETTINGS);
  }

  private String print(RecordPrinter printer, String... records) {
    for (int i = 0; i < records.length; i++) {
      Mapped unused = printer.print(i + 1, RecordJson.readRecord(records[i]));
    }
    out.flush();
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aDeliveredRecordIsALineWithItsChildren() throws IOException {
    String text =
        print(
            new JsonPrinter(mapping(), out, false),
            "{\"id\": 1, "
                + AT
                + ", \"email\": \" Zoë@B.de\", \"lines\": [{\"n\": 1, \"sku\": null}]}",
            "{\"id\": 2, " + AT + ", \"state\": \"draft\"}",
            "{\"id\": 3, " + AT + ", \"state\": \"X\"}",
            "{\"id\": 4, " + AT + ", \"total\": 1.50}");
    assertThat(text)
        .isEqualTo(
            """
            {"id":1,"Email":"zoë@b.de","total":0,"lines":[{"order_id":1,"n":1,"sku":null}]}
            {"id":4,"total":1.50}
            """);
  }

  @Test
  void prettyIsTheSameOnIndentedLines() throws IOException {
    assertThat(print(new JsonPrinter(mapping(), out, true), "{\"id\": 1, " + AT + "}"))
        .isEqualTo("{\n  \"id\" : 1,\n  \"total\" : 0\n}\n");
  }

  @Test
  void anExplanationTellsEachStep() throws IOException {
    String text =
        print(
            new ExplainingPrinter(mapping(), out, new Colours(false)),
            "{\"id\": 1, "
                + AT
                + ", \"email\": \" A@B.de\", \"state\": \"N\", \"since\": null, \"lines\": [{\"n\": 1}]}",
            "{\"id\": 2, " + AT + ", \"state\": \"draft\"}",
            "{\"id\": 3, " + AT + ", \"total\": \"x\"}",
            "{\"id\": 4, " + AT + ", \"lines\": []}");
    assertThat(text)
        .isEqualTo(
            """
            record 1: mapped, key 1, version 2026-01-01T00:00:00Z
              id     `id` 1
              Email  `email` " A@B.de" → trim, lower "a@b.de"
              state  `state` "N" → (N → "new") "new"
              total  `total` absent → default 0
              since  `since` null → null: keep, so the destination keeps its value (written only with a new record)
              lines row 1
                n    `n` 1
                sku  `sku` absent, so the destination keeps its value

            record 2: filtered, version 2026-01-01T00:00:00Z
              where  `$not(state = "draft")` false

            record 3: rejected, key 3, version 2026-01-01T00:00:00Z
              type, total: `total` is "x", but must be a decimal number such as 12.50.
              id     `id` 3
              Email  `email` absent, so the destination keeps its value
              state  `state` absent, so the destination keeps its value
              total  `total` "x" → as decimal: is "x", but must be a decimal number such as 12.50

            record 4: mapped, key 4, version 2026-01-01T00:00:00Z
              id     `id` 4
              Email  `email` absent, so the destination keeps its value
              state  `state` absent, so the destination keeps its value
              total  `total` absent → default 0
              since  `since` absent, so the destination keeps its value (written only with a new record)
              lines  `lines` has no elements: the destination's rows are deleted

            """);
  }

  @Test
  void coloursAreForTerminalsOnly() {
    assertThat(new Colours(false).red("x")).isEqualTo("x");
    assertThat(new Colours(true).red("x")).isEqualTo("\u001b[31mx\u001b[0m");
  }

  @Test
  void aReaderThatHasGoneIsNoticed() {
    PipedOutput closed =
        new PipedOutput(
            new PrintStream(
                new OutputStream() {
                  @Override
                  public void write(int b) throws IOException {
                    throw new IOException("Broken pipe");
                  }
                }));
    closed.print("x");
    assertThat(closed.isBroken()).isFalse();
    closed.flush();
    assertThat(closed.isBroken()).isTrue();
  }
}
