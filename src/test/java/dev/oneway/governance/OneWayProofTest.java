package dev.oneway.governance;

import static dev.oneway.governance.Folder.keyed;
import static dev.oneway.governance.Folder.mapping;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.flow.FlowFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OneWayProofTest {
  @TempDir private Path path;
  private Folder folder;

  @BeforeEach
  void folder() {
    folder = new Folder(path);
  }

  @Test
  void aLoopThroughThreeSystemsIsRefusedWithTheThreeFilesAndLines() {
    folder
        .flow("a-to-b", mapping("A person", "B user", "name: name", "mail: email"))
        .flow("b-to-c", mapping("B user", "C contact", "address: { from: mail, text: lower }"))
        .flow("c-to-a", mapping("C contact", "A person", "email: { expr: $trim(address) }"))
        .flow("a-to-d", mapping("A person", "D person", "email: email"));
    assertThat(folder.faults())
        .containsExactly(
            "mappings/a-to-b.yaml:6:3: A.person.email comes back to itself: A.person.email →"
                + " B.user.mail (mappings/a-to-b.yaml:6) → C.contact.address"
                + " (mappings/b-to-c.yaml:5) → A.person.email (mappings/c-to-a.yaml:5). Take it out"
                + " of one of these places: a value has one system of record.");
    assertThat(folder.proof().faultsOf("a-to-b")).hasSize(1);
    assertThat(folder.proof().faultsOf("b-to-c")).hasSize(1);
    assertThat(folder.proof().faultsOf("c-to-a")).hasSize(1);
    assertThat(folder.proof().faultsOf("a-to-d")).as("it has no part in it").isEmpty();
  }

  @Test
  void fieldsOfTheirOwnInBothDirectionsAreAHybridAndNoLoop() {
    folder
        .flow(
            "crm-to-erp",
            keyed("CRM account", "ERP customer", "crm_id: id", "name: name", "city: town"))
        .flow("erp-to-crm", keyed("erp customer", "crm Account", "id: crm_id", "balance: balance"))
        .flow("crm-to-bi", mapping("CRM account", "BI accounts", "balance: balance"));
    assertThat(folder.faults()).isEmpty();
    assertThat(Hybrid.in(folder.lineage()))
        .singleElement()
        .asString()
        .isEqualTo(
            ("CRM and ERP are a hybrid: `name`, `city` from CRM account to ERP customer"
                    + " (FOLDER/mappings/crm-to-erp.yaml); and `balance` from erp customer to crm"
                    + " Account (FOLDER/mappings/erp-to-crm.yaml)")
                .replace("FOLDER", path.toString()));
    assertThat(Hybrid.notes(folder.lineage())).containsOnlyKeys("crm-to-erp", "erp-to-crm");
  }

  @Test
  void oneWayIsNoHybrid() {
    folder
        .flow("a-to-b", mapping("A x", "B x", "f: f"))
        .flow("a-to-a", mapping("A x", "A y", "f: f"));
    assertThat(Hybrid.in(folder.lineage())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "f: { from: F }",
        "f: { first: [other, f] }",
        "f: { template: 'x {f}' }",
        "f: { expr: $uppercase(f) }",
        "f: { expr: $string($) }",
        "f: { fields: { g: f } }",
        "f: { from: 'f.g' }",
        "f.g: { from: f }"
      })
  void whateverAFieldIsMadeOfIsFollowed(String field) {
    folder.flow("a-to-b", mapping("A x", "B x", "f: f"));
    folder.flow("b-to-a", mapping("b X", "a X", field));
    assertThat(folder.faults()).singleElement().asString().contains("comes back to itself");
  }

  @ParameterizedTest
  @ValueSource(strings = {"f: { value: 1 }", "f: { from: g }", "g: f", "f: { expr: '1 + 1' }"})
  void whatIsMadeOfSomethingElseIsNoLoop(String field) {
    folder.flow("a-to-b", mapping("A x", "B x", "f: f"));
    folder.flow("b-to-a", mapping("B x", "A x", field));
    assertThat(folder.faults()).isEmpty();
  }

  @Test
  void aMappingIntoItsOwnSourceIsALoop() {
    folder.flow("a", mapping("A x", "A x", "name: { from: name, text: trim }"));
    assertThat(folder.faults())
        .singleElement()
        .asString()
        .contains("A.x.name → A.x.name (mappings/a.yaml:5)");
  }

  @Test
  void loopsThroughTheSameFilesAreToldOnce() {
    folder.flow("a-to-b", mapping("A x", "B x", "f: f", "g: g", "h: h"));
    folder.flow("b-to-a", mapping("B x", "A x", "f: f", "g: g", "h: h"));
    assertThat(folder.faults()).singleElement().asString().contains("So do 2 more");
  }

  @Test
  void rowsOfAChildAreFollowed() {
    folder
        .flow(
            "shop-to-bi",
            """
            source: { system: Shop, object: order }
            destination: { system: BI, object: orders }
            key: { id: id }
            fields: {}
            children:
              order_lines:
                each: lines
                parent: { order_id: id }
                key: { line: line }
                missing: delete
                fields: { sku: sku }
            """)
        .flow("bi-to-shop", mapping("BI order_lines", "Shop order", "lines.sku: sku"));
    assertThat(folder.faults())
        .singleElement()
        .asString()
        .contains("→ BI.order_lines.sku (mappings/shop-to-bi.yaml:11)");
  }

  @Test
  void whatMarksARecordAsGoneIsFollowed() {
    folder
        .flow(
            "a-to-b",
            mapping("A x", "B x", "active: { value: true }")
                + "deletes: { when: left, action: deactivate, set: { active: false } }\n")
        .flow("b-to-a", mapping("B x", "A x", "left: active"));
    assertThat(folder.faults())
        .singleElement()
        .asString()
        .contains("B.x.active (mappings/a-to-b.yaml:6)");
  }

  @Test
  void whatIsTakenAsItComesIsFollowedByItsName() {
    folder.flow("a-to-b", mapping("A x", "B x", "f: f") + "rest: {}\n");
    folder.flow("b-to-a", mapping("B x", "A x", "score: score"));
    assertThat(folder.faults())
        .singleElement()
        .asString()
        .contains("→ B.x.score (mappings/a-to-b.yaml:6)");
    folder.flow("a-to-b", mapping("A x", "B x", "f: f") + "rest: { except: [score] }\n");
    assertThat(folder.faults()).as("it is left out").isEmpty();
    folder.flow("b-to-a", mapping("B x", "A x", "other: score"));
    assertThat(folder.faults()).as("it has another name").isEmpty();
  }

  @Test
  void everythingBothWaysIsALoop() {
    folder.flow("a-to-b", mapping("A x", "B x", "f: { value: 1 }") + "rest: {}\n");
    folder.flow("b-to-a", mapping("B x", "A x", "g: { value: 1 }") + "rest: {}\n");
    assertThat(folder.faults()).anySatisfy(f -> assertThat(f).contains("A.x.* comes back"));
  }

  @Test
  void theMembersThatOnlyWrapARecordAreNoPartOfAFieldsName() {
    folder.write(
        "mappings/hs-to-sf.yaml",
        mapping("HubSpot contact", "Salesforce Lead", "Email: properties.email"));
    folder.route("hs-to-sf", "kamelet:hubspot-search-source?object=contacts", "mapping:hs-to-sf");
    folder.flow("sf-to-hs", mapping("Salesforce Lead", "HubSpot contact", "email: Email"));
    assertThat(folder.faults())
        .singleElement()
        .asString()
        .contains("HubSpot.contact.email → Salesforce.Lead.Email");
  }

  @Test
  void norAreTheyWhereAnotherFlowReadsThemIntoAnInbox() {
    folder.write(
        "mappings/hs-to-sf.yaml",
        mapping("HubSpot contact", "Salesforce Lead", "Email: properties.email"));
    folder.route(
        "hs", "kamelet:hubspot-search-source?object=contacts", "inbox:other,hs-to-sf?key=/id");
    folder.write(
        "routes/hs-to-sf.camel.yaml",
        """
        - route:
            id: hs-to-sf
            from: { uri: "inbox:hs-to-sf", steps: [ { to: "mapping:hs-to-sf" } ] }
        """);
    folder.flow("sf-to-hs", mapping("Salesforce Lead", "HubSpot contact", "email: Email"));
    assertThat(folder.faults()).singleElement().asString().contains("HubSpot.contact.email");
  }

  @Test
  void aFieldWithTwoWritersIsRefusedWithBothPlaces() {
    folder
        .flow("shop-to-crm", mapping("Shop customer", "CRM account", "name: name", "city: city"))
        .flow(
            "erp-to-crm",
            mapping("ERP customer", "crm Account", "balance: balance", "City: town", "Name: name"))
        .flow("bi-to-crm", mapping("BI customer", "CRM account", "score: score"));
    assertThat(folder.faults())
        .containsExactly(
            "mappings/erp-to-crm.yaml:6:3: crm.Account.City is written by two flows, by erp-to-crm"
                + " here and by shop-to-crm in mappings/shop-to-crm.yaml:6, as well as `Name`. Take"
                + " it out of one of them; or, if they never write the same record, give both keys"
                + " a field with a constant of its own.");
    assertThat(folder.proof().faultsOf("bi-to-crm")).isEmpty();
    assertThat(folder.proof().faultsOf("shop-to-crm")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"create", "empty", "always"})
  void whenItIsWrittenIsNoExcuse(String on) {
    folder.flow("a-to-c", mapping("A x", "C x", "f: f"));
    folder.flow("b-to-c", mapping("B x", "C x", "f: { from: f, on: " + on + " }"));
    assertThat(folder.faults()).hasSize(1);
  }

  @Test
  void flowsWhoseKeysHaveConstantsThatDifferNeverWriteOneRecord() {
    folder.flow(
        "eu", keyed("EU order", "BI orders", "shop: { value: eu }, id: id", "total: total"));
    folder.flow(
        "us", keyed("US order", "BI orders", "shop: { value: us }, id: id", "total: total"));
    assertThat(folder.faults()).isEmpty();
    folder.flow(
        "us", keyed("US order", "BI orders", "shop: { value: eu }, id: id", "total: total"));
    assertThat(folder.faults()).hasSize(1);
  }

  @Test
  void twoFlowsThatUseOneMappingAreTwoWriters() {
    folder.flow("one", mapping("A x", "B x", "f: f", "g: g"));
    folder.route("two", "mapping:one", "log:x");
    assertThat(folder.faults())
        .singleElement()
        .asString()
        .contains("by one here and by two in mappings/one.yaml:5, as well as `g`");
  }

  @Test
  void whatIsTakenAsItComesIsAWriterOfWhatItDoesNotLeaveOut() {
    folder.flow("a-to-c", mapping("A x", "C x", "f: f") + "rest: {}\n");
    folder.flow("b-to-c", mapping("B x", "C x", "note: note"));
    assertThat(folder.faults()).singleElement().asString().contains("C.x.note is written by two");
    folder.flow("a-to-c", mapping("A x", "C x", "f: f") + "rest: { except: [note] }\n");
    assertThat(folder.faults()).isEmpty();
  }

  @Test
  void whatADestinationOwnsIsWrittenByNoFlow() {
    folder.flow(
        "a-to-c",
        mapping("A x", "C x", "f: f")
            .replace("object: x }\nkey", "object: x, owns: [note, nick] }\nkey"));
    folder.flow("b-to-c", mapping("B x", "C x", "g: g", "NOTE: note"));
    folder.flow("d-to-c", mapping("D x", "C x", "h: h") + "rest: { except: [g, f, NOTE] }\n");
    assertThat(folder.faults())
        .filteredOn(fault -> fault.contains("own ("))
        .containsExactly(
            "mappings/b-to-c.yaml:6:3: C.x.note is the destination's own (mappings/a-to-c.yaml:2)."
                + " Take it out here, or there.",
            "mappings/d-to-c.yaml:6:1: `rest` could write C.x.note, which is the destination's own"
                + " (mappings/a-to-c.yaml:2). Say so here, too: `owns: [note]` behind the"
                + " destination.",
            "mappings/d-to-c.yaml:6:1: `rest` could write C.x.nick, which is the destination's own"
                + " (mappings/a-to-c.yaml:2). Say so here, too: `owns: [nick]` behind the"
                + " destination.");
  }

  @Test
  void credentialsASourceIsReadWithAreToldWhenAnotherFlowWritesWithThem() {
    folder.route(
        "in",
        "kamelet:hubspot-search-source?object=contacts",
        "mapping:none",
        "jdbc-upsert:t?dataSource=#bi");
    folder.route(
        "out", "mapping:none", "kamelet:hubspot-upsert-sink?object=companies&idProperty=x");
    folder.route(
        "own",
        "mapping:none",
        "kamelet:hubspot-upsert-sink?object=companies&idProperty=x&auth=other");
    assertThat(SharedCredentials.notes(folder.flows(), FlowFile.Account::toString))
        .containsOnlyKeys("out")
        .extractingByKey("out")
        .asString()
        .contains(
            "routes/out.camel.yaml: it writes with oneway.auth.hubspot, and in reads a source with"
                + " the same credentials. Give in credentials of its own that can only read.");
  }

  @Test
  void theShippedFlowsGoOneWay() {
    Lineage shipped = Lineage.of(FlowFiles.in(Path.of("routes"), Path.of("mappings")));
    assertThat(shipped.writes()).hasSizeGreaterThan(50);
    assertThat(OneWayProof.of(shipped).faults()).isEmpty();
  }

  @Test
  void whatPointsToNoFlowIsRefusedWithTheNearestName() {
    folder
        .flow("crm-to-billing", mapping("CRM account", "Billing customer", "name: name"))
        .flow(
            "deal-to-billing",
            mapping(
                "CRM deal",
                "Billing invoice",
                "customer: { from: account, ref: crm-to-biling }",
                "lines: { each: lines, fields: { item: { from: id, ref: { flow: items } } } }"));
    assertThat(folder.faults())
        .containsExactly(
            "mappings/deal-to-billing.yaml:5:35: there is no flow `crm-to-biling`. Did you mean"
                + " `crm-to-billing`? Name a flow of the routes folder: its file's name without the"
                + " ending.",
            "mappings/deal-to-billing.yaml:6:66: there is no flow `items`. Name a flow of the"
                + " routes folder: its file's name without the ending.");
    assertThat(folder.proof().faultsOf("crm-to-billing")).isEmpty();
  }

  @Test
  void whatPointsToALedgerTheFlowLacksIsRefused() {
    folder
        .flow("a", mapping("CRM account", "Billing customer", "name: name"))
        .flow("b", mapping("CRM person", "Billing person", "name: name"))
        .flow("c", mapping("CRM order", "DW order", "name: name"))
        .route("b", "mapping:b", "dedup:people", "log:x")
        .route("c", "mapping:c", "dedup:ledger", "jdbc-upsert:orders?dataSource=#dw")
        .flow(
            "deal",
            mapping(
                "CRM deal",
                "Billing invoice",
                "a: { from: a, ref: a }",
                "b: { from: b, ref: b }",
                "c: { from: c, ref: c }",
                "d: { from: b, ref: { flow: b, ledger: people } }"));
    assertThat(folder.faults())
        .containsExactly(
            "mappings/deal.yaml:5:22: `a` has no ledger, so nobody remembers its destination's ids."
                + " Put `dedup:ledger` before the destination in routes/a.camel.yaml.",
            "mappings/deal.yaml:6:22: `b` has no ledger `ledger`. Known are `people`.",
            "mappings/deal.yaml:7:22: `c` delivers into a table, which gives records no ids of its"
                + " own. Remove `ref`: the key is the id there.");
  }

  @Test
  void aKeyThatIsNotTheOtherFlowsIsRefused() {
    folder
        .flow("one", mapping("Shop item", "ERP item", "name: name"))
        .flow("two", keyed("Shop line", "ERP line", "order: order, no: no", "name: name"))
        .route("one", "mapping:one", "dedup:ledger", "log:x")
        .route("two", "mapping:two", "dedup:ledger", "log:x")
        .flow(
            "bill",
            mapping(
                "Shop bill",
                "Bank bill",
                "item: { from: item, ref: one }",
                "line: { fields: { order: a, no: b }, ref: two }",
                "late: { from: line, ref: two }",
                "swap: { each: lines, fields: { no: b, order: a }, ref: two }",
                "much: { fields: { id: a }, ref: one }"));
    assertThat(folder.faults())
        .containsExactly(
            "mappings/bill.yaml:7:28: the key of `two` is `order`, `no`. Write `fields: { order: …,"
                + " no: … }` beside `ref`, with the same names in the same order.",
            "mappings/bill.yaml:8:58: the key of `two` is `order`, `no`. Write `fields: { order: …,"
                + " no: … }` beside `ref`, with the same names in the same order.");
    assertThat(folder.lineage().writes())
        .filteredOn(write -> write.field().toString().startsWith("Bank.bill.line"))
        .singleElement()
        .satisfies(
            write ->
                assertThat(write.sources())
                    .extracting(Object::toString)
                    .containsExactly("Shop.bill.a", "Shop.bill.b"));
  }
}
