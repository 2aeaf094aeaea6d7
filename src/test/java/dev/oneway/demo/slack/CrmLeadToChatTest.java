package dev.oneway.demo.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.mapping.Mapped;
import dev.oneway.mapping.Mapping;
import dev.oneway.mapping.MappingFile;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the announcement of a lead says. */
class CrmLeadToChatTest {
  private final Mapping mapping =
      MappingFile.load(
          Path.of("mappings"), "salesforce-lead-to-slack-message", MappingFile.NO_SETTINGS);

  private MappedRecord announced(String name) {
    Map<String, Object> lead = new LinkedHashMap<>();
    lead.put("attributes", Map.of("type", "Lead"));
    lead.put("Id", "00Q5e00000abcDEEAY");
    lead.put("Name", name);
    lead.put("Company", "Acme");
    lead.put("CreatedDate", "2026-01-31T10:15:30.000+0000");
    Mapped mapped = mapping.apply(lead);
    assertThat(mapped).isInstanceOf(Mapped.Delivered.class);
    return ((Mapped.Delivered) mapped).record();
  }

  @Test
  void itsVersionIsWhenTheLeadWasCreated() {
    assertThat(announced("Ann Lee").version())
        .contains(Version.of(Instant.parse("2026-01-31T10:15:30Z")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<!channel>", "&lt;", "&amp;lt;", "a < b > c & d", "<https://x.example|click>"})
  void whateverALeadIsCalledPeopleReadJustThat(String name) {
    String text = (String) announced(name).get("text");
    SlackMessage message = new SlackMessage("1.000000", "U1", text, List.of(), Optional.empty());
    assertThat(text).doesNotContain("<", ">");
    assertThat(message.shown()).isEqualTo("New lead: " + name + " at Acme");
  }

  @Test
  void theRouteFileFitsOnAScreen() throws IOException {
    assertThat(Files.readAllLines(Path.of("routes/crm-lead-to-chat.camel.yaml")))
        .hasSizeLessThan(45);
  }
}
