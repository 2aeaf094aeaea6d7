package dev.oneway.demo;

import dev.oneway.demo.akeneo.AkeneoSandbox;
import dev.oneway.demo.bamboohr.BambooHrSandbox;
import dev.oneway.demo.box.BoxSandbox;
import dev.oneway.demo.coupa.CoupaSandbox;
import dev.oneway.demo.ebay.EbaySandbox;
import dev.oneway.demo.greenhouse.GreenhouseAccount;
import dev.oneway.demo.greenhouse.GreenhouseSandbox;
import dev.oneway.demo.harvest.HarvestSandbox;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.http.Webhooks;
import dev.oneway.demo.hubspot.HubSpotSandbox;
import dev.oneway.demo.hubspot.Property;
import dev.oneway.demo.logs.LoggingSandbox;
import dev.oneway.demo.mailchimp.MailchimpSandbox;
import dev.oneway.demo.outreach.OutreachSandbox;
import dev.oneway.demo.product.ProductSandbox;
import dev.oneway.demo.salesforce.SalesforceSandbox;
import dev.oneway.demo.scim.ScimApplication;
import dev.oneway.demo.scim.ScimSandbox;
import dev.oneway.demo.segment.SegmentSandbox;
import dev.oneway.demo.servicenow.ServiceNowSandbox;
import dev.oneway.demo.slack.SlackSandbox;
import dev.oneway.demo.stripe.StripeSandbox;
import dev.oneway.demo.zendesk.ZendeskSandbox;
import dev.oneway.webhook.signature.Signer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

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
          settings(Map.of("hubspot.url", hubspot.url()), bearer("hubspot")),
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
      salesforce.org().addAccounts(ACCOUNTS);
      Webhooks leads =
          new Webhooks(
              Signer.of("standard", List.of(SIGNED), InstantSource.system()), mostlyLucky());
      salesforce.org().tellOfLeads(leads);
      return new OpenSandbox(
              settings(
                  Map.of(
                      "oneway.webhook.salesforce.secret",
                      SIGNED,
                      "salesforce.url",
                      salesforce.url()),
                  clientCredentials("salesforce", salesforce.tokenUrl())),
              "Salesforce at " + salesforce.url() + " (client id and secret: demo)",
              salesforce.org()::tick,
              salesforce::close)
          .telling(leads, "/webhooks/salesforce-leads");
    }
  },
  SLACK {
    @Override
    OpenSandbox open(Path folder) throws IOException {
      SlackSandbox slack = SlackSandbox.start(0, SECRET, Weather.CLEAR);
      String channel = slack.workspace().addChannel("sales-leads");
      String alerts = slack.workspace().addChannel("alerts");
      return new OpenSandbox(
          settings(
              Map.of(
                  "slack.url",
                  slack.url(),
                  "slack.leads.channel",
                  channel,
                  "slack.alerts.channel",
                  alerts,
                  "slack.leads.from",
                  Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()),
              bearer("slack")),
          "Slack at " + slack.url() + " (token: demo), channels " + channel + " and " + alerts,
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
  },
  GREENHOUSE {
    @Override
    OpenSandbox open(Path folder) throws IOException {
      GreenhouseSandbox greenhouse =
          GreenhouseSandbox.start(
              0, SECRET, SECRET, Weather.CLEAR, InstantSource.system(), mostlyLucky());
      for (int i = 0; i < HIRES; i++) {
        greenhouse.org().hire(greenhouse.org().apply());
        greenhouse.org().apply();
      }
      return new OpenSandbox(
              Map.of(
                  "greenhouse.url",
                  greenhouse.url(),
                  "oneway.webhook.greenhouse.secret",
                  SECRET,
                  "oneway.auth.greenhouse.type",
                  "client-credentials",
                  "oneway.auth.greenhouse.tokenUrl",
                  greenhouse.tokenUrl(),
                  "oneway.auth.greenhouse.clientAuthentication",
                  "basic",
                  "oneway.auth.greenhouse.clientId",
                  SECRET,
                  "oneway.auth.greenhouse.clientSecret",
                  SECRET),
              "Greenhouse at " + greenhouse.url() + " (client id and secret: demo)",
              greenhouse.org()::tick,
              greenhouse::close)
          .telling(greenhouse.webhooks(), "/webhooks/greenhouse");
    }
  },
  BAMBOOHR {
    @Override
    OpenSandbox open(Path folder) throws IOException {
      BambooHrSandbox bamboohr =
          BambooHrSandbox.start(
              0, SECRET, SECRET, Weather.CLEAR, InstantSource.system(), mostlyLucky());
      for (int i = 0; i < STAFF; i++) {
        bamboohr.staff().hire();
      }
      return new OpenSandbox(
              Map.of(
                  "bamboohr.url",
                  bamboohr.url(),
                  "oneway.webhook.bamboohr.secret",
                  SECRET,
                  "oneway.auth.bamboohr.type",
                  "basic",
                  "oneway.auth.bamboohr.username",
                  SECRET,
                  "oneway.auth.bamboohr.password",
                  "x"),
              "BambooHR at " + bamboohr.url() + " (user: demo)",
              bamboohr.staff()::tick,
              bamboohr::close)
          .telling(
              door -> List.of("app", "tools").forEach(one -> bamboohr.subscribe(door.resolve(one))),
              "/webhooks/bamboohr/");
    }
  },
  SCIM_APP {
    @Override
    OpenSandbox open(Path folder) throws IOException {
      ScimSandbox app = ScimSandbox.start(0, ScimApplication.PLAIN, SECRET, Weather.CLEAR);
      return ofScim("scim", "scim.url", app.url() + "/scim/v2", "an application", app);
    }
  },
  JIRA {
    @Override
    OpenSandbox open(Path folder) throws IOException {
      ScimSandbox jira = ScimSandbox.start(0, ScimApplication.ATLASSIAN, SECRET, Weather.CLEAR);
      return ofScim("jira", "jira.provisioning.url", jira.url(), "Jira's users", jira)
          .and("jira.directory", ScimApplication.DIRECTORY);
    }
  },
  SLACK_MEMBERS {
    @Override
    OpenSandbox open(Path folder) throws IOException {
      ScimSandbox slack = ScimSandbox.start(0, ScimApplication.SLACK, SECRET, Weather.CLEAR);
      return ofScim("slack-admin", "slack.scim.url", slack.url(), "Slack's members", slack);
    }
  },
  HARVEST {
    @Override
    OpenSandbox open(Path folder) throws IOException {
      HarvestSandbox harvest = HarvestSandbox.start(0, SECRET, Weather.CLEAR);
      return new OpenSandbox(
          settings(
              Map.of(
                  "harvest.url",
                  harvest.url(),
                  "harvest.account",
                  HarvestSandbox.ACCOUNT,
                  "harvest.contact",
                  "demo@example.com"),
              bearer("harvest")),
          "Harvest at " + harvest.url() + " (token: demo)",
          OpenSandbox::nothing,
          harvest::close);
    }
  },
  OUTREACH {
    @Override
    OpenSandbox open(Path folder) throws IOException {
      OutreachSandbox outreach = OutreachSandbox.start(0, SECRET, Weather.CLEAR);
      return new OpenSandbox(
          Map.of(
              "outreach.url",
              outreach.url(),
              "oneway.auth.outreach.type",
              "refresh-token",
              "oneway.auth.outreach.tokenUrl",
              outreach.tokenUrl(),
              "oneway.auth.outreach.clientId",
              SECRET,
              "oneway.auth.outreach.clientSecret",
              SECRET,
              "oneway.auth.outreach.refreshToken",
              SECRET),
          "Outreach at " + outreach.url() + " (refresh token: demo)",
          outreach.accounts()::tick,
          outreach::close);
    }
  },
  STRIPE {
    @Override
    OpenSandbox open(Path folder) throws IOException {
      StripeSandbox stripe =
          StripeSandbox.start(
              0, SECRET, SIGNED, Weather.CLEAR, InstantSource.system(), mostlyLucky());
      for (int i = 0; i < SUBSCRIPTIONS; i++) {
        stripe.billing().subscribe();
      }
      return new OpenSandbox(
              settings(
                  settings(
                      Map.of("stripe.url", stripe.url(), "oneway.webhook.stripe.secret", SIGNED),
                      bearer("stripe")),
                  bearer("stripe-billing")),
              "Stripe at " + stripe.url() + " (key: demo)",
              stripe.billing()::tick,
              stripe::close)
          .telling(stripe.webhooks(), "/webhooks/stripe");
    }
  },
  PORTAL {
    @Override
    OpenSandbox open(Path folder) {
      Path file = folder.resolve("portal.db");
      return OpenSandbox.file(
          Map.of("oneway.datasource.portal.url", PortalSandbox.open(file).jdbcUrl()),
          "the customer portal in " + file + ", table billing_status");
    }
  },
  SEGMENT {
    @Override
    OpenSandbox open(Path folder) {
      SegmentSandbox segment = SegmentSandbox.open(SECRET, InstantSource.system(), mostlyLucky());
      return new OpenSandbox(
              Map.of("oneway.webhook.segment.secret", SECRET),
              "Segment, which only sends (shared secret: demo)",
              segment::tick,
              OpenSandbox::nothing)
          .telling(segment.webhooks(), "/webhooks/segment");
    }
  },
  PRODUCT_WAREHOUSE {
    @Override
    OpenSandbox open(Path folder) {
      Path file = folder.resolve("product-warehouse.db");
      return OpenSandbox.file(
          Map.of("oneway.datasource.product-warehouse.url", SandboxFile.empty(file)),
          "the product's warehouse in " + file + ", a table for each event");
    }
  },
  APPLICATION {
    @Override
    OpenSandbox open(Path folder) {
      LoggingSandbox application = new LoggingSandbox(SECRET, InstantSource.system());
      return new OpenSandbox(
              Map.of("oneway.webhook.logs.secret", SECRET),
              "an application that posts what it logs",
              application::tick,
              OpenSandbox::nothing)
          .telling(application::postTo, "/logs");
    }
  },
  ARCHIVE {
    @Override
    OpenSandbox open(Path folder) {
      Path file = folder.resolve("archive.db");
      return OpenSandbox.file(
          Map.of("oneway.datasource.archive.url", SandboxFile.empty(file)),
          "the archive in " + file + ", a table a day");
    }
  },
  AKENEO {
    @Override
    OpenSandbox open(Path folder) throws IOException {
      AkeneoSandbox akeneo = AkeneoSandbox.start(0, SECRET, Weather.CLEAR);
      return new OpenSandbox(
          settings(Map.of("akeneo.url", akeneo.url()), bearer("akeneo")),
          "Akeneo at " + akeneo.url() + " (token: demo)",
          akeneo.products()::tick,
          akeneo::close);
    }
  },
  EBAY {
    @Override
    OpenSandbox open(Path folder) throws IOException {
      EbaySandbox ebay = EbaySandbox.start(0, SECRET, Weather.CLEAR);
      return new OpenSandbox(
          Map.of(
              "ebay.url",
              ebay.url(),
              "oneway.auth.ebay.type",
              "refresh-token",
              "oneway.auth.ebay.tokenUrl",
              ebay.tokenUrl(),
              "oneway.auth.ebay.clientAuthentication",
              "basic",
              "oneway.auth.ebay.clientId",
              SECRET,
              "oneway.auth.ebay.clientSecret",
              SECRET,
              "oneway.auth.ebay.refreshToken",
              SECRET),
          "eBay at " + ebay.url() + " (refresh token: demo)",
          OpenSandbox::nothing,
          ebay::close);
    }
  },
  MAILCHIMP {
    @Override
    OpenSandbox open(Path folder) throws IOException {
      MailchimpSandbox mailchimp = MailchimpSandbox.start(0, SECRET, SECRET, Weather.CLEAR);
      return new OpenSandbox(
          settings(
              Map.of("mailchimp.url", mailchimp.url(), "mailchimp.store", SECRET),
              bearer("mailchimp")),
          "Mailchimp at " + mailchimp.url() + " (key: demo), store demo",
          OpenSandbox::nothing,
          mailchimp::close);
    }
  },
  MARKETING_REPORT {
    @Override
    OpenSandbox open(Path folder) {
      Path file = folder.resolve("marketing-report.db");
      return OpenSandbox.file(
          Map.of(
              "oneway.datasource.marketing-report.url",
              MarketingSandbox.open(file).jdbcUrl(),
              "marketing.report.salt",
              SECRET),
          "marketing's report in " + file + ", table marketing_leads");
    }
  },
  PRODUCT {
    @Override
    OpenSandbox open(Path folder) {
      ProductSandbox product = ProductSandbox.open(SIGNED, InstantSource.system(), mostlyLucky());
      return new OpenSandbox(
              Map.of("oneway.webhook.product.secret", SIGNED),
              "a product in which people are approved for " + String.join(", ", CLIENT_NAMES),
              () -> product.tick(CLIENT_NAMES),
              OpenSandbox::nothing)
          .telling(product.webhooks(), "/webhooks/product-approvals");
    }
  },
  CLIENTS {
    @Override
    OpenSandbox open(Path folder) throws IOException {
      GreenhouseSandbox clients =
          GreenhouseSandbox.start(
              0, SECRET, SECRET, Weather.CLEAR, InstantSource.system(), mostlyLucky());
      OpenSandbox opened =
          new OpenSandbox(
              Map.of("clients.greenhouse.url", clients.url()),
              "the clients' Greenhouse at %s (client id: the client's name, secret: demo)"
                  .formatted(clients.url()),
              OpenSandbox::nothing,
              clients::close);
      for (String client : CLIENT_NAMES) {
        GreenhouseAccount account = clients.addOrganization(client, SECRET);
        account.org().addCustomField("product_approval_id");
        String auth = "oneway.auth." + GREENHOUSE_OF + client;
        opened =
            opened
                .and(auth + ".type", "client-credentials")
                .and(auth + ".tokenUrl", clients.tokenUrl())
                .and(auth + ".clientAuthentication", "basic")
                .and(auth + ".clientId", client)
                .and(auth + ".clientSecret", SECRET);
      }
      return opened;
    }
  },
  COUPA {
    @Override
    OpenSandbox open(Path folder) throws IOException {
      CoupaSandbox coupa =
          CoupaSandbox.start(0, SECRET, SEED, Weather.CLEAR, InstantSource.system());
      for (int i = 0; i < INVOICES; i++) {
        coupa.documents().invoice();
        coupa.documents().order();
      }
      Map<String, String> settings = new LinkedHashMap<>();
      settings.put("coupa.url", coupa.url());
      settings.put("oneway.auth.coupa.scope", "core.invoice.read core.purchase_order.read");
      settings.putAll(clientCredentials("coupa", coupa.tokenUrl()));
      return new OpenSandbox(
          settings,
          "Coupa at " + coupa.url() + " (client id and secret: demo)",
          coupa.documents()::tick,
          coupa::close);
    }
  },
  BOX {
    @Override
    OpenSandbox open(Path folder) throws IOException {
      BoxSandbox box =
          BoxSandbox.start(0, SECRET, ENTERPRISE, Weather.CLEAR, InstantSource.system())
              .forProcurement();
      Map<String, String> settings = new LinkedHashMap<>();
      settings.put("box.url", box.url());
      settings.put("box.uploadUrl", box.uploadUrl());
      settings.put("box.enterprise", ENTERPRISE);
      settings.put("box.invoices.folder", BoxSandbox.INVOICES);
      settings.put("box.orders.folder", BoxSandbox.ORDERS);
      settings.put("oneway.auth.box.tokenForm", box.tokenForm());
      settings.putAll(clientCredentials("box", box.tokenUrl()));
      return new OpenSandbox(
          settings,
          "Box at %s, uploads at %s (client id and secret: demo)"
              .formatted(box.url(), box.uploadUrl()),
          OpenSandbox::nothing,
          box::close);
    }
  };

  private static final String GREENHOUSE_OF = "greenhouse-";
  private static final List<String> CLIENT_NAMES = List.of("acme", "globex", "initech");

  private static final String SECRET = "demo";
  private static final int QUALIFIED_CONTACTS = 12_000;
  private static final int OTHER_CONTACTS = 800;
  private static final int REQUESTS_A_MINUTE = 700;
  private static final int ACCOUNTS = 200;
  private static final int HIRES = 20;
  private static final int STAFF = 100;
  private static final int SUBSCRIPTIONS = 50;
  private static final long SEED = 20_260_131;
  private static final int INVOICES = 30;
  private static final String ENTERPRISE = "27335";

  /** What webhooks of Stripe's and the standard's form are signed with. */
  private static final String SIGNED = "whsec_ZGVtb2RlbW9kZW1vZGVtb2RlbW9kZW1v";

  /** An application that is told of its users by SCIM. */
  private static OpenSandbox ofScim(
      String auth, String setting, String url, String what, ScimSandbox sandbox) {
    return new OpenSandbox(
        Map.of(
            setting,
            url,
            "oneway.auth." + auth + ".type",
            "bearer",
            "oneway.auth." + auth + ".token",
            SECRET),
        what + ", by SCIM at " + sandbox.url() + " (token: demo)",
        OpenSandbox::nothing,
        sandbox::close);
  }

  private static Map<String, String> bearer(String auth) {
    return Map.of(
        "oneway.auth." + auth + ".type", "bearer", "oneway.auth." + auth + ".token", SECRET);
  }

  private static Map<String, String> clientCredentials(String auth, String tokenUrl) {
    return Map.of(
        "oneway.auth." + auth + ".type",
        "client-credentials",
        "oneway.auth." + auth + ".tokenUrl",
        tokenUrl,
        "oneway.auth." + auth + ".clientId",
        SECRET,
        "oneway.auth." + auth + ".clientSecret",
        SECRET);
  }

  private static Map<String, String> settings(
      Map<String, String> own, Map<String, String> credentials) {
    Map<String, String> all = new LinkedHashMap<>(own);
    all.putAll(credentials);
    return all;
  }

  private static Supplier<Webhooks.Luck> mostlyLucky() {
    return Webhooks.mostlyLucky(new Random(SEED));
  }

  /**
   * Opens it.
   *
   * @param folder for what it keeps in files
   * @throws IOException when it can't be reached afterwards
   */
  abstract OpenSandbox open(Path folder) throws IOException;
}
