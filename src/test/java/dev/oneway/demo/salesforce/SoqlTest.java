package dev.oneway.demo.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.record.RecordJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries over related objects, answered as Salesforce answers them. */
class SoqlTest {
  private final SalesforceOrg org =
      new SalesforceOrg(InstantSource.fixed(Instant.parse("2026-01-31T12:00:00Z")));
  private String acme;
  private String idle;
  private String won;

  @BeforeEach
  void twoAccountsOneWithThreeOpportunities() {
    acme = org.add("Account", Map.of("Name", "Acme"));
    idle = org.add("Account", Map.of("Name", "Idle"));
    won = opportunity(acme, "Licences", "Closed Won", "2026-01-10");
    opportunity(acme, "Renewal", "Proposal", "2026-05-01");
    opportunity(acme, "Consulting", "Prospecting", "2026-03-01");
  }

  private String opportunity(String account, String name, String stage, String closes) {
    return org.add(
        "Opportunity",
        Map.of(
            "Name", name,
            "AccountId", account,
            "StageName", stage,
            "Amount", new BigDecimal("1000.50"),
            "CloseDate", closes));
  }

  private List<Map<String, Object>> ask(String query, boolean deleted) {
    return org.withAll(
        tables -> {
          try {
            return Soql.parse(query, tables, deleted, "65.0").records(row -> true);
          } catch (SoqlException e) {
            throw new IllegalArgumentException(e.errorCode() + ": " + e.getMessage(), e);
          }
        });
  }

  private List<Object> names(String query) {
    return ask(query, false).stream().map(record -> record.get("Name")).toList();
  }

  @Test
  void childrenComeWithTheirParentInAListOfTheirOwnOrAsNull() {
    List<Map<String, Object>> accounts =
        ask(
            """
            SELECT Id, (SELECT Name, StageName FROM Opportunities WHERE IsClosed = false
            ORDER BY CloseDate, Id LIMIT 1), Name FROM Account ORDER BY Name
            """,
            false);
    assertThat(RecordJson.write(accounts.get(0)))
        .contains(
            "\"Opportunities\":{\"totalSize\":1,\"done\":true,\"records\":[{\"attributes\":",
            "\"Name\":\"Consulting\",\"StageName\":\"Prospecting\"}]}",
            "\"Name\":\"Acme\"");
    assertThat(accounts.get(1)).containsEntry("Id", idle).containsEntry("Opportunities", null);
  }

  @Test
  void fieldsOfTheParentStandInAnObjectOfItsName() {
    org.add("Opportunity", Map.of("Name", "Nobody's", "StageName", "Proposal"));
    List<Map<String, Object>> found =
        ask("SELECT Account.Name, Account.Id, Name FROM Opportunity ORDER BY Name", false);
    assertThat(found.get(0).get("Account"))
        .isEqualTo(
            Map.of(
                "attributes",
                Map.of("type", "Account", "url", "/services/data/v65.0/sobjects/Account/" + acme),
                "Name",
                "Acme",
                "Id",
                acme));
    assertThat(found.get(2)).containsEntry("Account", null).containsEntry("Name", "Nobody's");
  }

  @ParameterizedTest
  @CsvSource({
    "Account.Name = 'acme' AND IsWon = true, Licences",
    "IsWon = true AND (Name = 'x' OR Account.Name = 'Acme'), Licences",
    "CloseDate > 2026-03-01, Renewal",
    "CloseDate = 2026-03-01 OR Account.Name = 'Idle', Consulting",
  })
  void conditionsMayBeOnTheParentAndOnDates(String where, String name) {
    assertThat(names("SELECT Name FROM Opportunity WHERE " + where)).containsExactly(name);
  }

  @Test
  void whatIsDeletedIsOnlyFoundByWhoAsksForAllWithTheTimeOfItsEnd() {
    org.delete("Opportunity", won);
    String query = "SELECT Id, IsDeleted FROM Opportunity WHERE IsDeleted = true";
    assertThat(ask(query, false)).isEmpty();
    assertThat(ask(query, true))
        .singleElement()
        .satisfies(
            one -> assertThat(one).containsEntry("Id", won).containsEntry("IsDeleted", true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT Id FROM Cat | INVALID_TYPE: sObject type 'Cat' is not supported.",
        "SELECT Id | MALFORMED_QUERY: unexpected token: '<EOF>'",
        "SELECT Owner.Name FROM Opportunity | INVALID_FIELD: Didn't understand relationship 'Owner' in field path",
        "SELECT Id, (SELECT Id FROM Opportunity) FROM Account | INVALID_FIELD: Didn't understand relationship 'Opportunity'",
        "SELECT Id, (SELECT Id FROM Opportunities) FROM Lead | INVALID_FIELD: Didn't understand relationship",
        "SELECT Id FROM Opportunity WHERE CloseDate > '2026-01-01' | must be of type date",
      })
  void whatItDoesNotUnderstandIsRefusedInItsWords(String query, String words) {
    assertThatThrownBy(() -> ask(query, false)).hasMessageContaining(words);
  }

  @Test
  void anOpportunityIsClosedAndWonByItsStage() {
    assertThat(org.find("Opportunity", "Id", won).orElseThrow())
        .containsEntry("IsClosed", true)
        .containsEntry("IsWon", true);
    org.edit("Opportunity", won, Map.of("StageName", "Closed Lost"));
    assertThat(org.find("Opportunity", "Id", won).orElseThrow())
        .containsEntry("IsClosed", true)
        .containsEntry("IsWon", false);
  }

  @Test
  void salesWorkOnAccountsUntilTheirDealsAreWonOrLost() {
    for (int i = 0; i < 300; i++) {
      org.tick();
    }
    assertThat(org.all("Account")).hasSizeGreaterThan(3);
    assertThat(org.all("Opportunity"))
        .extracting(one -> one.get("StageName"))
        .contains("Prospecting", "Closed Won", "Closed Lost");
    assertThat(org.all("Opportunity"))
        .extracting(one -> one.get("CurrencyIsoCode"))
        .contains("USD", "EUR", "JPY");
  }
}
