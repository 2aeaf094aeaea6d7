package dev.oneway.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.oneway.fault.FaultsException;
import dev.oneway.mapping.Mapped;
import dev.oneway.mapping.Mapping;
import dev.oneway.mapping.MappingFile;
import dev.oneway.record.RecordJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The mapping language is as the README's tables tell it. */
class ReadmeMappingTest {
  private static final String HEAD =
      "source: { system: S, object: s }\ndestination: { system: D, object: d }\nkey: { id: id }\n";

  @TempDir private Path folder;
  private final String language = Readme.read().between("## The mapping", "## Operate");

  private Mapping mapping(String rest) throws IOException {
    Files.writeString(folder.resolve("m.yaml"), HEAD + rest);
    return MappingFile.load(folder, "m", MappingFile.NO_SETTINGS);
  }

  private Map<String, Object> mapped(String fields, String record) throws IOException {
    Mapped mapped = mapping("fields:\n  f: " + fields + "\n").apply(RecordJson.readRecord(record));
    assertThat(mapped).as(mapped.toString()).isInstanceOf(Mapped.Delivered.class);
    return ((Mapped.Delivered) mapped).record();
  }

  @Test
  void everyWordOfTheLanguageIsInItsTables() {
    FaultsException faults =
        catchThrowableOfType(
            FaultsException.class,
            () ->
                mapping(
                    """
                    zzz: 1
                    changedAt: { from: at, zzz: 1 }
                    fields:
                      a: { from: a, zzz: 1 }
                      b: { from: b, type: zzz }
                      c: { from: c, text: zzz }
                      d: { from: d, null: zzz }
                      e: { from: e, on: zzz }
                    children:
                      f: { each: f, parent: { id: id }, key: { n: n }, missing: zzz, zzz: 1 }
                    """));
    assertThat(faults.faults()).hasSize(9);
    assertThat(faults.faults())
        .allSatisfy(
            fault ->
                assertThat(
                        Pattern.compile("`(\\w+)`")
                            .matcher(fault.remedy().replaceFirst("Did you mean .*?\\?", ""))
                            .results()
                            .map(word -> word.group(1)))
                    .isNotEmpty()
                    .allSatisfy(word -> assertThat(language).contains("`" + word + "`")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      nullValues = "null",
      value = {
        "a                              | {'a': 'x'}   | x",
        "a                              | {}           | (absent)",
        "a                              | {'a': null}  | null",
        "a                              | {'a': ' '}   | ' '",
        "a[1]                           | {'a': [1]}   | null",
        "{ from: a, type: text }        | {'a': ' '}   | ' '",
        "{ from: a, type: integer }     | {'a': ' '}   | null",
        "{ from: a, null: keep }        | {'a': null}  | (absent)",
        "{ from: a, default: null }     | {}           | null",
        "{ from: a, default: 7 }        | {'a': null}  | 7",
        "{ from: a, type: integer }     | {'a': 12.0}  | 12",
        "{ from: a, type: boolean }     | {'a': 'TRUE'} | true",
        "{ from: a, type: instant }     | {'a': '2026-01-31 11:15:30+01'} | 2026-01-31T10:15:30Z",
        "{ from: a, type: instant, format: d MMM yyyy HH:mm } | {'a': '2026-01-31T10:15:30Z'} | 31 Jan 2026 10:15",
        "{ expr: 0.1 + 0.2 }            | {}           | 0.30000000000000004",
        "{ expr: a }                    | {'a': 99999999999999999.10} | 99999999999999999.10"
      })
  void whatTheSourceSaysBecomesThis(String field, String record, String expected)
      throws IOException {
    Map<String, Object> row =
        mapped(
            field,
            record.replace("{'", "{'id': 1, '").replace('\'', '"').replace("{}", "{\"id\": 1}"));
    assertThat(row.containsKey("f") ? String.valueOf(row.get("f")) : "(absent)")
        .isEqualTo(String.valueOf(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "status != \"spam\"        | {\"id\": 1} | Filtered",
        "status != \"spam\"        | {\"id\": 1, \"status\": \"open\"} | Delivered",
        "$not(status = \"spam\")   | {\"id\": 1} | Delivered",
        "$not(status = \"spam\")   | {\"id\": 1, \"status\": \"spam\"} | Filtered",
        "score >= 65               | {\"id\": 1, \"score\": \"65\"} | Rejected",
        "$number(score) >= 65      | {\"id\": 1, \"score\": \"65\"} | Delivered"
      })
  void whereLetsThroughWhatTheReadmeSays(String where, String record, String expected)
      throws IOException {
    Mapped mapped = mapping("where: " + where + "\n").apply(RecordJson.readRecord(record));
    assertThat(mapped.getClass().getSimpleName()).isEqualTo(expected);
    assertThat(language).contains("status != \"spam\"", "$not(status = \"spam\")");
  }
}
