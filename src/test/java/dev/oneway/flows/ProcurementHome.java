package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.demo.box.BoxSandbox;
import dev.oneway.demo.coupa.CoupaSandbox;
import dev.oneway.testing.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with procurement's flows as shipped, led to sandboxes. */
final class ProcurementHome {
  private ProcurementHome() {}

  /**
   * @param rate what both vendors are asked at most, in place of the Kamelets'
   */
  static Home of(
      Path folder,
      CoupaSandbox coupa,
      BoxSandbox box,
      String coupaSecret,
      String boxSecret,
      String rate)
      throws IOException {
    Home home = new Home(folder);
    for (String what : new String[] {"invoice", "order"}) {
      String route = "routes/procurement-" + what + "-to-file-storage.camel.yaml";
      String shipped = Files.readString(Path.of(route));
      String quick =
          shipped
              .replace(
                  "fileAuth: coupa",
                  "fileAuth: coupa\n                    rate: %1$s\n                    uploadRate: %1$s"
                      .formatted(rate))
              .replace(
                  "url: \"{{coupa.url}}\"", "url: \"{{coupa.url}}\"\n              rate: " + rate);
      assertThat(quick.lines().count()).isEqualTo(shipped.lines().count() + 3);
      home.write(route, quick).copy("mappings/coupa-" + what + "-to-box-file.yaml");
    }
    return home.set("coupa.url", coupa.url())
        .set("oneway.auth.coupa.type", "client-credentials")
        .set("oneway.auth.coupa.tokenUrl", coupa.tokenUrl())
        .set("oneway.auth.coupa.clientId", coupaSecret)
        .set("oneway.auth.coupa.clientSecret", coupaSecret)
        .set("oneway.auth.coupa.scope", "core.invoice.read core.purchase_order.read")
        .set("box.url", box.url())
        .set("box.uploadUrl", box.uploadUrl())
        .set("box.enterprise", "27335")
        .set("box.invoices.folder", BoxSandbox.INVOICES)
        .set("box.orders.folder", BoxSandbox.ORDERS)
        .set("oneway.auth.box.type", "client-credentials")
        .set("oneway.auth.box.tokenUrl", box.tokenUrl())
        .set("oneway.auth.box.tokenForm", box.tokenForm())
        .set("oneway.auth.box.clientId", boxSecret)
        .set("oneway.auth.box.clientSecret", boxSecret);
  }
}
