package dev.oneway.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;
import org.apache.camel.util.URISupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the build writes about our components is what Camel's catalog, and with it editors, can
 * read; and every endpoint of the shipped routes and Kamelets keeps to it.
 */
class ComponentCatalogTest {
  private static final Path SERVICES =
      Path.of("src/main/resources/META-INF/services/org/apache/camel/component");

  private static final CamelCatalog CATALOG = catalog();

  private static CamelCatalog catalog() {
    CamelCatalog catalog = new DefaultCamelCatalog();
    schemes().forEach(scheme -> catalog.addComponent(scheme, className(scheme), json(scheme)));
    return catalog;
  }

  static Stream<String> schemes() {
    return files(SERVICES).map(file -> file.getFileName().toString());
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String className(String scheme) {
    Properties service = new Properties();
    try (InputStream file = Files.newInputStream(SERVICES.resolve(scheme))) {
      service.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return service.getProperty("class");
  }

  /** Where Camel's tooling looks for it, in the package of the component. */
  private static String json(String scheme) {
    String room = className(scheme).replaceFirst("\\.\\w+$", "").replace('.', '/');
    String name = "META-INF/" + room + "/" + scheme + ".json";
    try (InputStream file = ComponentCatalogTest.class.getClassLoader().getResourceAsStream(name)) {
      assertThat(file).as(name + ", which Maven writes in the phase process-classes").isNotNull();
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void tellsWhatAComponentIsAndWhatEachOptionSays(String scheme) {
    ComponentModel component = CATALOG.componentModel(scheme);
    assertThat(component.getJavaType()).isEqualTo(className(scheme));
    assertThat(component.getDescription()).endsWith(".");
    assertThat(component.getEndpointPathOptions()).hasSize(1);
    assertThat(component.getEndpointOptions())
        .allMatch(option -> option.getDescription().length() > 10)
        .noneMatch(option -> option.getDescription().contains("{code"));
    assertThat(component.getComponentOptions())
        .allMatch(option -> option.getDescription().length() > 10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc-upsert table required",
        "jdbc-upsert dataSource required",
        "jdbc-upsert maxColumns 500",
        "http-upsert url required",
        "http-upsert lookupWhen new [new, doubt]",
        "http-upsert batch 1",
        "http-upsert auth optional",
        "pages method GET [GET, POST]",
        "pages responseTimeout 60s",
        "signature algorithm sha256 [sha1, sha256, sha384, sha512]",
        "inbox chunk 100",
        "mapping name required",
        "dedup name required"
      })
  void tellsWhatIsNeededWhatIsUsualAndWhatMayBeChosen(String told) {
    String[] words = told.split(" ", 4);
    BaseOptionModel option =
        CATALOG.componentModel(words[0]).getEndpointOptions().stream()
            .filter(it -> it.getName().equals(words[1]))
            .findFirst()
            .orElseThrow();
    String usual = option.getDefaultValue() == null ? "optional" : "" + option.getDefaultValue();
    assertThat(option.isRequired() ? "required" : usual).isEqualTo(words[2]);
    assertThat(String.valueOf(option.getEnums())).isEqualTo(words.length > 3 ? words[3] : "null");
  }

  /** What the shipped routes and Kamelets ask of our components, by where they do. */
  static Map<String, RouteSteps.Step> uses() throws IOException {
    Map<String, RouteSteps.Step> uses = new LinkedHashMap<>();
    List<Path> files = new ArrayList<>(files(Path.of("routes")).toList());
    files.addAll(files(Path.of("src/main/resources/kamelets")).toList());
    List<String> ours = schemes().toList();
    for (Path file : files) {
      RouteSteps.in(file).stream()
          .filter(step -> ours.contains(step.scheme()))
          .forEach(step -> uses.put(uses.size() + " in " + file.getFileName(), step));
    }
    return uses;
  }

  static Stream<String> names() throws IOException {
    return uses().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyEndpointOfTheShippedFilesKeepsToIt(String name) throws IOException {
    EndpointValidationResult result = CATALOG.validateEndpointProperties(uri(uses().get(name)));
    assertThat(result.isSuccess()).as(() -> result.summaryErrorMessage(false, true, true)).isTrue();
  }

  /** Of what stands in RAW(…) the catalog would take each & for an option's begin. */
  private static String uri(RouteSteps.Step step) {
    Map<String, Object> options = new LinkedHashMap<>(step.options());
    options.replaceAll((name, value) -> value.toString().startsWith("RAW(") ? "text" : value);
    String query = URISupport.createQueryString(options);
    return step.scheme() + ":" + step.path() + (query.isEmpty() ? "" : "?" + query);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc-upsert:people",
        "jdbc-upsert:people?dataSource=#d&creat=true",
        "jdbc-upsert:people?dataSource=#d&maxTables=many",
        "http-upsert:https://example.com?format=xml",
        "signature:githup"
      })
  void whatDoesNotKeepToItIsSeen(String uri) {
    assertThat(CATALOG.validateEndpointProperties(uri).isSuccess()).isFalse();
  }
}
