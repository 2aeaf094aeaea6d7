package dev.oneway.kamelets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract every shipped Kamelet keeps with those who write routes. */
class KameletsTest {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([A-Za-z0-9]+)}}");
  private static final Pattern VERSION = Pattern.compile("\\bv?\\d+(\\.\\d+)*\\b|\\d{4}-\\d{2}");
  private static final Pattern SECRET_NAME =
      Pattern.compile("(?i)token|secret|password|passwd|apikey|api_key|clientid|credential");
  private static final Pattern SECRET_VALUE =
      Pattern.compile(
          "(?i)(xox[abp]|sk|pk|rk|shpat|pat|ghp)[-_][a-z0-9-]{6,}|[a-z0-9+/]{32,}|eyj[a-z0-9]+");

  static List<KameletFile> kamelets() throws IOException {
    return KameletFile.all();
  }

  @Test
  void thereAreKamelets() throws IOException {
    assertThat(kamelets()).isNotEmpty();
  }

  /** Its own by default, and those of the server its files lie on. */
  private static List<String> credentials(KameletFile kamelet) {
    String own = kamelet.properties().get("auth").path("default").asText();
    return Stream.concat(Stream.of(own), Stream.ofNullable(kamelet.required().get("fileAuth")))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("kamelets")
  void itIsNamedLikeItsFileAndSaysWhichWayTheDataGoes(KameletFile kamelet) {
    assertThat(kamelet.yaml().at("/apiVersion").asText()).isEqualTo("camel.apache.org/v1");
    assertThat(kamelet.yaml().at("/kind").asText()).isEqualTo("Kamelet");
    assertThat(kamelet.path().getFileName()).hasToString(kamelet.name() + ".kamelet.yaml");
    assertThat(kamelet.name()).matches("[a-z0-9]+(-[a-z0-9]+)+-(source|sink)");
    assertThat(kamelet.name())
        .startsWith(
            annotation(kamelet, "camel.apache.org/kamelet.group")
                .toLowerCase(java.util.Locale.ROOT));
  }

  @ParameterizedTest
  @MethodSource("kamelets")
  void itNamesTheVendorsApiWithItsVersionAndItsDocumentation(KameletFile kamelet) {
    assertThat(annotation(kamelet, "oneway.dev/vendor-api")).containsPattern(VERSION);
    assertThat(annotation(kamelet, "oneway.dev/documentation")).startsWith("https://");
  }

  @ParameterizedTest
  @MethodSource("kamelets")
  void aSinkSaysHowToKeepOthersFromChangingWhatArrives(KameletFile kamelet) {
    assumeThat(kamelet.isSource()).isFalse();
    assertThat(annotation(kamelet, "oneway.dev/permissions")).endsWith(".");
  }

  private static String annotation(KameletFile kamelet, String name) {
    return kamelet.yaml().at("/metadata/annotations").path(name).asText();
  }

  @ParameterizedTest
  @MethodSource("kamelets")
  void itsContractIsWhole(KameletFile kamelet) {
    assertThat(kamelet.definition().path("title").asText()).isNotBlank();
    assertThat(kamelet.definition().path("description").asText().strip()).endsWith(".");
    Map<String, JsonNode> properties = kamelet.properties();
    assertThat(properties).isNotEmpty();
    properties.forEach(KameletsTest::requireDescribed);
    for (JsonNode required : kamelet.definition().path("required")) {
      assertThat(properties).as("required").containsKey(required.asText());
      assertThat(properties.get(required.asText()).has("default")).isFalse();
      assertThat(properties.get(required.asText()).has("example")).isTrue();
    }
  }

  private static void requireDescribed(String name, JsonNode property) {
    assertThat(property.path("title").asText()).as("title of %s", name).isNotBlank();
    assertThat(property.path("description").asText()).as("description of %s", name).endsWith(".");
    String type = property.path("type").asText();
    assertThat(type).as("type of %s", name).isIn("string", "integer", "boolean");
    for (String value : List.of("default", "example")) {
      assertThat(property.path(value).isMissingNode() || isOf(type, property.path(value)))
          .as("%s of %s is of its type", value, name)
          .isTrue();
    }
  }

  private static boolean isOf(String type, JsonNode value) {
    return switch (type) {
      case "integer" -> value.isIntegralNumber();
      case "boolean" -> value.isBoolean();
      default -> value.isTextual();
    };
  }

  /** Camel has no value for a property that is neither required nor has a default. */
  @ParameterizedTest
  @MethodSource("kamelets")
  void aPropertyIsRequiredOrHasADefaultOrMayBeLeftOut(KameletFile kamelet) {
    String template = kamelet.template().toString();
    kamelet
        .properties()
        .forEach(
            (name, property) ->
                assertThat(
                        property.has("default")
                            || kamelet.required().containsKey(name)
                            || template.contains("{{?" + name + "}}"))
                    .as(name)
                    .isTrue());
  }

  @ParameterizedTest
  @MethodSource("kamelets")
  void itsTemplateUsesWhatItDeclaresAndNothingElse(KameletFile kamelet) {
    Matcher used = PLACEHOLDER.matcher(kamelet.template().toString());
    assertThat(used.results().map(match -> match.group(1)).distinct())
        .containsExactlyInAnyOrderElementsOf(kamelet.properties().keySet());
  }

  @ParameterizedTest
  @MethodSource("kamelets")
  void aSourceReadsPagesAndASinkUpserts(KameletFile kamelet) {
    assertThat(kamelet.scheme())
        .isIn(
            kamelet.isSource()
                ? List.of("pages")
                : List.of("http-upsert", "jdbc-upsert", "kamelet"));
  }

  @ParameterizedTest
  @MethodSource("kamelets")
  void itSaysWhoWeAreAndHowFastWeMayBe(KameletFile kamelet) {
    assumeHttp(kamelet);
    assertThat(kamelet.option("auth").asText()).isEqualTo("{{auth}}");
    assertThat(kamelet.option("rate").asText()).isNotBlank();
  }

  private static void assumeHttp(KameletFile kamelet) {
    assumeThat(kamelet.scheme()).isNotEqualTo("jdbc-upsert");
  }

  @ParameterizedTest
  @MethodSource("kamelets")
  void noPropertyTakesASecretAndNoValueIsOne(KameletFile kamelet) {
    assertThat(kamelet.properties().keySet()).noneMatch(name -> SECRET_NAME.matcher(name).find());
    kamelet
        .properties()
        .forEach(
            (name, property) -> {
              assertThat(property.path("default").asText())
                  .as(name)
                  .doesNotContainPattern(SECRET_VALUE);
              assertThat(property.path("example").asText())
                  .as(name)
                  .doesNotContainPattern(SECRET_VALUE);
            });
  }

  @ParameterizedTest
  @MethodSource("kamelets")
  void everyAddressInItIsHttps(KameletFile kamelet) {
    assertThat(kamelet.yaml().toString()).doesNotContain("http://");
  }

  /** Every option of the template is one the component has, with a value it takes. */
  @ParameterizedTest
  @MethodSource("kamelets")
  void aRouteWithItsRequiredPropertiesStarts(KameletFile kamelet) throws Exception {
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      assumeThat(context.getComponent(kamelet.scheme())).isNotNull();
      for (String name : credentials(kamelet)) {
        context
            .getPropertiesComponent()
            .addInitialProperty("oneway.auth." + name + ".type", "none");
      }
      context.addRoutes(route(kamelet));
      context.start();
      assertThat(context.getRoutes()).isNotEmpty();
    }
  }

  private static RouteBuilder route(KameletFile kamelet) {
    List<String> properties = new ArrayList<>();
    kamelet.required().forEach((name, value) -> properties.add(name + "=RAW(" + value + ")"));
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:flow").to("kamelet:" + kamelet.name() + "?" + String.join("&", properties));
      }
    };
  }
}
