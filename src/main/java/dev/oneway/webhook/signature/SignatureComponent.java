package dev.oneway.webhook.signature;

import dev.oneway.fault.Nearest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** {@code signature:SCHEME}: lets only those requests on that come from whom they say. */
@Component("signature")
public final class SignatureComponent extends DefaultComponent {
  private static final List<String> ALL =
      Stream.concat(Stream.of("secrets", "tolerance", "publicUrl"), HmacOptions.NAMES.stream())
          .toList();

  @Override
  protected Endpoint createEndpoint(String uri, String scheme, Map<String, Object> parameters) {
    for (String option : parameters.keySet()) {
      if (!ALL.contains(option)) {
        throw new IllegalArgumentException(
            "signature: has no option %s. %sIts options are %s. A secret belongs into the settings oneway.webhook.NAME.*, and secrets names NAME."
                .formatted(option, Nearest.didYouMean(option, ALL), String.join(", ", ALL)));
      }
    }
    return new SignatureEndpoint(uri, this, scheme);
  }
}
