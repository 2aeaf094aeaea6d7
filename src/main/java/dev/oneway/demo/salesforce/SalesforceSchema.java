package dev.oneway.demo.salesforce;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The objects of a new org and their fields, standard ones and those its users have added. */
final class SalesforceSchema {
  /** Who the API's client acts as. */
  static final String INTEGRATION_USER = "0055g0000001SynAAE";

  /** One of the people of sales. */
  static final String ANN = "0055g0000004AnnAAE";

  /** Of every object. Both users of sales may own records. */
  private static final String OF_EVERY_OBJECT =
      """
      Id               id kept
      CreatedDate      datetime created
      LastModifiedDate datetime kept
      LastModifiedById reference kept
      SystemModstamp   datetime kept
      IsDeleted        boolean kept
      """;

  private static final String OWNER =
      "OwnerId reference:0055g0000004AnnAAE|0055g0000004BobAAE|" + INTEGRATION_USER + "\n";

  private static final String LEAD =
      """
      Name                    string:121 kept
      FirstName               string:40
      LastName                string:80 required
      Company                 string:255 required
      Title                   string:128
      Email                   email:80
      Phone                   phone:40
      Website                 url:255
      Description             textarea:32000
      City                    string:40
      Country                 string:80
      LeadSource              picklist
      Industry                picklist
      Rating                  picklist:Hot|Warm|Cold
      Status                  picklist:Open_-_Not_Contacted|Working_-_Contacted|Closed
      IsConverted             boolean kept
      HubSpot_Id__c           string:64 unique
      Lead_Score__c           double
      Lead_Status__c          picklist:MQL|SQL|Disqualified
      Last_Marketing_Touch__c string:64
      LinkedIn__c             url:255
      Downloaded_Content__c   string:255
      """;

  private static final String CASE =
      """
      CaseNumber              string:30 kept
      Subject                 string:255
      Description             textarea:32000
      Status                  picklist:New|Working|Escalated|Closed
      Priority                picklist:High|Medium|Low
      Origin                  picklist
      SuppliedName            string:80
      SuppliedEmail           email:80
      ServiceNow_Id__c        string:32 unique
      ServiceNow_Number__c    string:40
      Customer__c             string:255
      Issue_Summary__c        textarea:32000
      ServiceNow_Opened_At__c datetime
      """;

  private static final String ACCOUNT =
      """
      Name           string:255 required
      AccountNumber  string:40
      Website        url:255
      Phone          phone:40
      Industry       picklist
      Type           picklist
      AnnualRevenue  double
      NumberOfEmployees int
      Description    textarea:32000
      BillingStreet     textarea:255
      BillingCity       string:40
      BillingPostalCode string:20
      BillingCountry    string:80
      Billing_Email__c  email:80
      External_Id__c string:64 unique
      Tier__c        picklist:A|B|C
      """;

  private static final String CONTACT =
      """
      FirstName      string:40
      LastName       string:80 required
      Email          email:80
      Phone          phone:40
      Title          string:128
      AccountId      reference
      External_Id__c string:64 unique
      """;

  /** With currencies, as an org has them that does business in several. */
  private static final String OPPORTUNITY =
      """
      Name            string:120 required
      AccountId       reference
      StageName       picklist:Prospecting|Qualification|Proposal|Negotiation|Closed_Won|Closed_Lost required
      Amount          double
      CurrencyIsoCode picklist
      CloseDate       date required
      NextStep        string:255
      Description     textarea:32000
      IsClosed        boolean kept
      IsWon           boolean kept
      """;

  /** An object's rows that point to a row of another one, as queries over the other call them. */
  private static final Map<String, String> CHILDREN =
      Map.of("Opportunities", "Opportunity", "Contacts", "Contact");

  private SalesforceSchema() {}

  /** The object whose rows an account has under this name. */
  static Optional<String> childrenOfAnAccount(String relationship) {
    return Optional.ofNullable(CHILDREN.get(relationship));
  }

  static Map<String, SalesforceTable> tables(java.time.InstantSource clock) {
    Map<String, SalesforceTable> tables = new LinkedHashMap<>();
    tables.put("Lead", table("Lead", "00Q", LEAD, clock));
    tables.put("Case", table("Case", "500", CASE, clock));
    tables.put("Account", table("Account", "001", ACCOUNT, clock));
    tables.put("Opportunity", table("Opportunity", "006", OPPORTUNITY, clock));
    tables.put("Contact", table("Contact", "003", CONTACT, clock));
    return tables;
  }

  private static SalesforceTable table(
      String object, String prefix, String fields, java.time.InstantSource clock) {
    SalesforceTable table = new SalesforceTable(object, prefix, clock);
    (OF_EVERY_OBJECT + OWNER + fields).lines().map(SalesforceField::parse).forEach(table::declare);
    return table;
  }
}
