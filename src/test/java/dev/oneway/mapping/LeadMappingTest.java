package dev.oneway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shipped mapping of contacts to leads reads like the table of its specification. */
class LeadMappingTest {
  private static final Path FILE = Path.of("mappings/hubspot-contact-to-salesforce-lead.yaml");

  @Test
  void nineFieldsAreNineLinesAndTheOwnerIsOneMore() throws IOException {
    List<String> lines = Files.readAllLines(FILE);
    List<String> fields = lines.subList(lines.indexOf("fields:") + 1, lines.indexOf("examples:"));

    assertThat(fields)
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(120))
        .extracting(line -> line.strip().split(":", 2)[0])
        .containsExactly(
            "Email",
            "FirstName",
            "LastName",
            "Company",
            "Lead_Score__c",
            "Lead_Status__c",
            "Last_Marketing_Touch__c",
            "LeadSource",
            "CreatedDate",
            "OwnerId");
  }

  @Test
  void itsExamplesShowEachOfItsRules() {
    assertThat(
            MappingFile.check(Path.of("mappings"), "hubspot-contact-to-salesforce-lead").faults())
        .isEmpty();
  }
}
