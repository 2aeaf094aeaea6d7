package dev.oneway.contract;

import dev.oneway.demo.http.Weather;
import java.io.IOException;
import java.util.List;

/** Files whose metadata meet bad weather once they are uploaded. */
class BoxMetadataContractTest extends HttpDestinationContract {
  @Override
  VendorUnderTest open(Weather weather) throws IOException {
    return BoxDrive.open(
        weather,
        request -> request.path().contains("/metadata/"),
        BoxDrive.ODD,
        "does not fit the template's field",
        List.of(
            BoxDrive.error(403, "access_denied_insufficient_permissions"),
            BoxDrive.error(404, "instance_tuple_not_found")));
  }
}
