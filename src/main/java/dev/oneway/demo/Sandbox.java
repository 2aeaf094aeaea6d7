package dev.oneway.demo;

import dev.oneway.demo.http.Weather;
import dev.oneway.demo.hubspot.HubSpotSandbox;
import dev.oneway.demo.hubspot.Property;
import dev.oneway.demo.salesforce.SalesforceSandbox;
import dev.oneway.demo.servicenow.ServiceNowSandbox;
import dev.oneway.demo.slack.SlackSandbox;
import dev.oneway.demo.zendesk.ZendeskSandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** The systems the shipped flows can be led to. They take the word {@code demo} for a secret. */
enum Sandbox {
  SHOP {
    @Override
    OpenSandbox open(Path folder) throws IOException {
      ShopSandbox shop = ShopSandbox.start(0, SECRET);
      return new OpenSandbox(
          Map.of(
              "shopify.url",
              shop.url(),
              "oneway.auth.shopify.type",
              "header",
              "oneway.auth.shopify.header",
              "X-Shopify-Access-Token",
              "oneway.auth.shopify.token",
              SECRET),
          "a shop at " + shop.url() + " (token: demo)",
          shop.orders()::tick,
          shop::close);
    }
  },
  BI {
    @Override
    OpenSandbox open(Path folder) {
      Path file = folder.resolve("bi.db");
      return OpenSandbox.file(
          Map.of("oneway.datasource.bi.url", BiSandbox.open(file).jdbcUrl()),
          "BI in " + file + ", tables orders, order_lines");
    }
  },
  HR {
    @Override
    OpenSandbox open(Path folder) {
      Path file = folder.resolve("hr.db");
      HrSandbox hr = HrSandbox.open(file);
      return OpenSandbox.file(
          Map.of("oneway.datasource.hr.url", hr.jdbcUrl(), "oneway.datasource.hr.access", "read"),
          "HR in " + file + ", table people",
          hr::tick);
    }
  },
  ACCESS_CONTROL {
    @Override
    OpenSandbox open(Path folder) {
      Path file = folder.resolve("access-control.db");
      return OpenSandbox.file(
          Map.of("oneway.datasource.access-control.url", AccessControlSandbox.open(file).jdbcUrl()),
          "access control in " + file + ", table access_people");
    }
  },
  HUBSPOT {
    @Override
    OpenSandbox open(Path folder) throws IOException {
      HubSpotSandbox hubspot = HubSpotSandbox.start(0, SECRET, Weather.CLEAR);
      hubspot.account().addQualifiedContacts(QUALIFIED_CONTACTS);
      hubspot.account().addOtherContacts(OTHER_CONTACTS);
      hubspot.account().companies().declare(Property.of("seats", Property.Type.NUMBER));
      hubspot.account().companies().declare(Property.of("mrr", Property.Type.NUMBER));
      return new OpenSandbox(
          Map.of(
              "hubspot.url",
              hubspot.url(),
              "oneway.auth.hubspot.type",
              "bearer",
              "oneway.auth.hubspot.token",
              SECRET),
          "HubSpot at " + hubspot.url() + " (token: demo)",
          hubspot.account()::tick,
          hubspot::close);
    }
  },
  SALESFORCE {
    @Override
    OpenSandbox open(Path folder) throws IOException {
      SalesforceSandbox salesforce = SalesforceSandbox.start(0, SECRET, SECRET, Weather.CLEAR);
      salesforce.org().declare("Case", "ServiceNow_Opened_At__c datetime");
      return new OpenSandbox(
          Map.of(
              "salesforce.url",
              salesforce.url(),
              "oneway.auth.salesforce.type",
              "client-credentials",
              "oneway.auth.salesforce.tokenUrl",
              salesforce.tokenUrl(),
              "oneway.auth.salesforce.clientId",
              SECRET,
              "oneway.auth.salesforce.clientSecret",
              SECRET),
          "Salesforce at " + salesforce.url() + " (client id and secret: demo)",
          salesforce.org()::tick,
          salesforce::close);
    }
  },
  SLACK {
    @Override
    OpenSandbox open(Path folder) throws IOException {
      SlackSandbox slack = SlackSandbox.start(0, SECRET, Weather.CLEAR);
      String channel = slack.workspace().addChannel("sales-leads");
      return new OpenSandbox(
          Map.of(
              "slack.url",
              slack.url(),
              "slack.leads.channel",
              channel,
              "slack.leads.from",
              Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
              "oneway.auth.slack.type",
              "bearer",
              "oneway.auth.slack.token",
              SECRET),
          "Slack at " + slack.url() + " (token: demo), channel " + channel,
          OpenSandbox::nothing,
          slack::close);
    }
  },
  ZENDESK {
    @Override
    OpenSandbox open(Path folder) throws IOException {
      ZendeskSandbox zendesk = ZendeskSandbox.start(0, SECRET, SECRET, Weather.CLEAR);
      zendesk.allow(REQUESTS_A_MINUTE, REQUESTS_A_MINUTE); // the flows run far more often here
      return new OpenSandbox(
          Map.of(
              "zendesk.url",
              zendesk.url(),
              "oneway.auth.zendesk.type",
              "basic",
              "oneway.auth.zendesk.username",
              "demo/token",
              "oneway.auth.zendesk.password",
              SECRET),
          "Zendesk at " + zendesk.url() + " (user: demo/token, password: demo)",
          zendesk.tickets()::tick,
          zendesk::close);
    }
  },
  SERVICENOW {
    @Override
    OpenSandbox open(Path folder) throws IOException {
      ServiceNowSandbox servicenow = ServiceNowSandbox.start(0, SECRET, SECRET, Weather.CLEAR);
      return new OpenSandbox(
          Map.of(
              "servicenow.url",
              servicenow.url(),
              "oneway.auth.servicenow.type",
              "basic",
              "oneway.auth.servicenow.username",
              SECRET,
              "oneway.auth.servicenow.password",
              SECRET),
          "ServiceNow at " + servicenow.url() + " (user and password: demo)",
          servicenow.incidents()::tick,
          servicenow::close);
    }
  },
  WAREHOUSE {
    @Override
    OpenSandbox open(Path folder) {
      Path file = folder.resolve("warehouse.db");
      WarehouseSandbox warehouse = WarehouseSandbox.open(file);
      return OpenSandbox.file(
          Map.of(
              "oneway.datasource.warehouse.url",
              warehouse.jdbcUrl(),
              "oneway.datasource.warehouse.access",
              "read"),
          "the warehouse in " + file + ", table account_usage",
          warehouse::tick);
    }
  },
  ANALYTICS {
    @Override
    OpenSandbox open(Path folder) {
      Path file = folder.resolve("analytics.db");
      return OpenSandbox.file(
          Map.of("oneway.datasource.analytics.url", AnalyticsSandbox.open(file).jdbcUrl()),
          "analytics in " + file + ", table support_tickets");
    }
  };

  private static final String SECRET = "demo";
  private static final int QUALIFIED_CONTACTS = 12_000;
  private static final int OTHER_CONTACTS = 800;
  private static final int REQUESTS_A_MINUTE = 700;

  /**
   * Opens it.
   *
   * @param folder for what it keeps in files
   * @throws IOException when it can't be reached afterwards
   */
  abstract OpenSandbox open(Path folder) throws IOException;
}
