package dev.oneway.governance;

import static dev.oneway.governance.Folder.keyed;
import static dev.oneway.governance.Folder.mapping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a field goes, and where it comes from. */
class LineageTest {
  @TempDir private Path path;
  private Folder folder;

  @BeforeEach
  void threeSystemsInARow() {
    folder =
        new Folder(path)
            .flow(
                "crm-to-erp",
                keyed(
                    "CRM Sales.account",
                    "ERP customer",
                    "nr: id",
                    "name: { template: '{first} {last}' }",
                    "city: { from: address.city, on: create }",
                    "kind: { value: b2b }"))
            .flow(
                "erp-to-bi",
                mapping(
                    "erp Customer",
                    "BI customers",
                    "label: { from: NAME, text: upper }",
                    "town: city"));
  }

  private static List<String> words(List<Lineage.Step> steps) {
    return steps.stream()
        .map(step -> step.hop() + " " + step.from() + " → " + step.write().field())
        .toList();
  }

  private List<String> from(String question) {
    Lineage lineage = folder.lineage();
    return words(lineage.onwards(lineage.find(question)));
  }

  private List<String> to(String question) {
    Lineage lineage = folder.lineage();
    return words(lineage.back(lineage.find(question)));
  }

  @Test
  void aFieldIsFollowedThroughAllSystems() {
    assertThat(from("CRM.Sales.account.first"))
        .containsExactly(
            "1 CRM.Sales.account.first → ERP.customer.name",
            "2 erp.Customer.NAME → BI.customers.label");
    assertThat(from("crm.sales.ACCOUNT.address"))
        .as("with what is below it")
        .containsExactly(
            "1 CRM.Sales.account.address.city → ERP.customer.city",
            "2 erp.Customer.city → BI.customers.town");
    assertThat(from("CRM.Sales.account")).as("the whole record").hasSize(5);
    assertThat(from("BI.customers.town")).isEmpty();
  }

  @Test
  void whatAFieldIsMadeOfIsFollowedBack() {
    assertThat(to("BI.customers.label"))
        .containsExactly(
            "1 erp.Customer.NAME → BI.customers.label",
            "2 CRM.Sales.account.first → ERP.customer.name",
            "2 CRM.Sales.account.last → ERP.customer.name");
    assertThat(to("ERP.customer.kind")).containsExactly("1 ERP.customer.kind → ERP.customer.kind");
    assertThat(to("CRM.Sales.account.first")).isEmpty();
  }

  @Test
  void aQuestionForWhatNobodyKnowsNamesTheNearest() {
    assertThatThrownBy(() -> from("BI.custmers.town"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "No flow knows `BI.custmers.town`. Did you mean `BI.customers.town`?")
        .hasMessageContaining("ERP.customer");
    assertThatThrownBy(() -> from("BI.customers.twn"))
        .hasMessageStartingWith(
            "No flow knows `BI.customers.twn`. Did you mean `BI.customers.town`?");
  }

  @Test
  void aFieldThatDecidesWhichRecordsGoIsTold() {
    folder.flow(
        "crm-to-mail",
        mapping("CRM Sales.account", "Mail member", "mail: mail") + "where: state = \"open\"\n");
    Lineage lineage = folder.lineage();
    assertThat(lineage.decidedBy(lineage.find("CRM.Sales.account")))
        .extracting(mapping -> mapping.destination().system())
        .containsExactly("Mail");
    SystemField state = new SystemField("crm", "sales.account", List.of("state"));
    assertThat(lineage.decidedBy(state)).hasSize(1);
    assertThat(lineage.find("CRM.Sales.account.state")).isNotNull();
    assertThat(lineage.onwards(state)).isEmpty();
  }

  @Test
  void whatIsTakenAsItComesIsFollowedByItsName() {
    folder.flow(
        "bi-to-lake",
        mapping("BI customers", "Lake rows", "id2: id")
            + "rest: { prefix: bi_, except: [town] }\n");
    assertThat(from("ERP.customer.name"))
        .containsExactly(
            "1 erp.Customer.NAME → BI.customers.label",
            "2 BI.customers.label → Lake.rows.bi_label");
    assertThat(from("BI.customers.town")).isEmpty();
    assertThat(to("Lake.rows.bi_label")).contains("3 CRM.Sales.account.first → ERP.customer.name");
  }
}
