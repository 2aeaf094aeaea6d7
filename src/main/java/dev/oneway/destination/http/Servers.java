package dev.oneway.destination.http;

import dev.oneway.destination.http.template.UnwritableException;
import dev.oneway.http.Failure;
import dev.oneway.http.HttpCall;
import dev.oneway.http.HttpChannel;
import dev.oneway.http.Origin;
import dev.oneway.http.UnobtainableException;
import dev.oneway.run.FailureCategory;
import dev.oneway.run.Traffic;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ways to the servers an endpoint's requests go to: those of the vendor, which all see the same
 * credentials, and the one the records' files lie on, which sees its own. Threads may share it.
 *
 * @param vendor by the server; at least one
 * @param files how the records' files are got; empty where records have none
 */
record Servers(Map<Origin, HttpChannel> vendor, Optional<Files> files) {

  /**
   * Where the records' files lie.
   *
   * @param request what asks for one
   */
  record Files(DeclaredRequest request, HttpChannel channel) {}

  /** The way of a request to the vendor. */
  HttpChannel of(DeclaredRequest request) {
    return vendor.get(request.line().origin());
  }

  /**
   * A record's file; empty where records have none. Nothing is asked for yet.
   *
   * @throws UnobtainableException when a value of the record can't be in the file's URL
   */
  Optional<DownloadedFile> file(Parcel parcel, Traffic traffic) {
    return files.map(where -> file(where, url(where, parcel), traffic));
  }

  private static DownloadedFile file(Files where, URI url, Traffic traffic) {
    HttpCall call = where.request().call(url, List.of(), Map.of(), Optional.empty());
    return new DownloadedFile(where.channel(), call, traffic);
  }

  private static URI url(Files where, Parcel parcel) {
    try {
      return where.request().url(List.of(parcel));
    } catch (UnwritableException e) {
      throw new UnobtainableException(Failure.of(FailureCategory.INVALID, e.getMessage()));
    }
  }
}
