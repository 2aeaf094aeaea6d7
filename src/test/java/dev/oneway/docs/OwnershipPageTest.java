package dev.oneway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.flow.FlowFiles;
import dev.oneway.governance.ColumnLocks;
import dev.oneway.governance.Lineage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document on who owns what. */
class OwnershipPageTest {
  private static final String ROUTE =
      """
      - route:
          id: NAME
          from:
            uri: timer:x
            steps:
              - to: mapping:NAME
              - to: { uri: "STEP", parameters: { PARAMETERS } }
      """;

  @TempDir private Path folder;

  private void flow(String name, String step, String parameters, String mapping)
      throws IOException {
    Files.createDirectories(folder.resolve("routes"));
    Files.createDirectories(folder.resolve("mappings"));
    Files.writeString(
        folder.resolve("routes/" + name + ".camel.yaml"),
        ROUTE.replace("NAME", name).replace("STEP", step).replace("PARAMETERS", parameters));
    Files.writeString(folder.resolve("mappings/" + name + ".yaml"), mapping);
  }

  private static Page page(Path routes, Path mappings) {
    return OwnershipPage.of(
        Lineage.of(FlowFiles.in(routes, mappings)),
        new ColumnLocks(List.of("team"), name -> Optional.empty()));
  }

  private Page page() {
    return page(folder.resolve("routes"), folder.resolve("mappings"));
  }

  @Test
  void eachFieldHasItsOwnerItsDirectionAndItsUse() throws IOException {
    flow(
        "crm-to-erp",
        "jdbc-upsert:customers",
        "dataSource: '#erp'",
        """
        source: { system: CRM, object: account, owner: sales }
        destination: { system: ERP, object: customer, owns: [credit_note] }
        key: { crm_id: id }
        fields:
          name: name
          city: { from: city, on: create }
          phone: { from: phone, on: empty }
          clerk: { assign: round-robin, among: [ann, bob], on: create }
        """);
    flow(
        "erp-to-crm",
        "kamelet:salesforce-upsert-sink",
        "object: Account, url: 'https://x', externalId: id",
        """
        source: { system: ERP, object: customer }
        destination: { system: CRM, object: account }
        key: { id: crm_id }
        fields: { balance: balance }
        """);
    assertThat(page().markdown())
        .contains(
            """
            ## ERP customer

            | Data | System of record | Direction | How the destination may use it |
            |---|---|---|---|
            | `crm_id` | CRM (sales) | CRM account → ERP customer | read it: it says which record is meant, and a changed one is another record |
            | `name` | CRM (sales) | CRM account → ERP customer | read it: what is changed there is overwritten |
            | `city` | CRM (sales) for a new record, then ERP | CRM account → ERP customer | change it: it is only given to a new record |
            | `phone` | whoever fills it first | CRM account → ERP customer | change it: it is only filled while it is empty |
            | `clerk` | Oneway, which gives it out once and remembers it | CRM account → ERP customer | change it: it is only given to a new record |
            | `credit_note` | ERP | none | change it: it is the destination's own, no flow writes it |
            """,
            "## Hybrids",
            "CRM and ERP are a hybrid: `name`, `city`, `phone`, `clerk` from CRM account to ERP customer",
            """
            ```sql
            GRANT SELECT, INSERT, UPDATE, DELETE ON "customers" TO "oneway";
            REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON "customers" FROM PUBLIC, "team";
            GRANT SELECT ON "customers" TO "team";
            GRANT UPDATE ("credit_note", "city", "phone", "clerk") ON "customers" TO "team";
            ```
            """,
            "### Salesforce",
            "Set Field-Level Security",
            "`account.id`, `account.balance`");
    assertThat(page().html())
        .contains("<pre><code>GRANT SELECT, INSERT", "FROM PUBLIC, &quot;team");
  }

  @Test
  void everyFieldOfTheShippedFlowsHasItsRow() {
    String shipped = page(Path.of("routes"), Path.of("mappings")).markdown();
    assertThat(shipped)
        .contains("| `Lead_Score__c` | HubSpot (marketing) |")
        .contains("| `door_note` | Access control | none |")
        .contains("GRANT UPDATE (\"door_note\") ON \"access_people\" TO \"team\";")
        .doesNotContain("## Hybrids");
  }
}
