package dev.oneway.contract;

import dev.oneway.demo.http.Weather;
import java.io.IOException;
import java.util.List;

/** Files whose upload meets bad weather; their metadata follow. */
class BoxUploadContractTest extends HttpDestinationContract {
  @Override
  VendorUnderTest open(Weather weather) throws IOException {
    return BoxDrive.open(
        weather,
        request -> request.method().equals("POST") && request.path().endsWith("/content"),
        BoxDrive.NOWHERE,
        "status 404",
        List.of(
            BoxDrive.error(403, "access_denied_insufficient_permissions"),
            BoxDrive.error(409, "storage_limit_exceeded"),
            BoxDrive.error(404, "not_found")));
  }
}
