package dev.oneway.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.oneway.http.auth.AuthSettings;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.util.ObjectHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What docs/http.md says of options and settings; its table of failures has a test of its own. */
class HttpDocTest {
  private static final Pattern OPTIONS = Pattern.compile("Its options are ([A-Za-z, ]+)\\.");
  private final String page = Readme.fileText("docs/http.md");

  @ParameterizedTest
  @CsvSource({"pages, ## Reading", "http-upsert, ## Writing"})
  void everyOptionIsThere(String component, String heading) throws Exception {
    assertThat(optionsOf(component))
        .hasSizeGreaterThan(15)
        .allSatisfy(
            option ->
                assertThat(page)
                    .as(heading)
                    .containsPattern("(?m)^\\| `" + option + "` \\||`" + option + "[`=]"));
    assertThat(page).contains(heading);
  }

  /** The component names them all to whoever misspells one. */
  private static List<String> optionsOf(String component) throws Exception {
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      context.start();
      Throwable refusal =
          catchThrowable(() -> context.getEndpoint(component + ":http://a?nonsense=1"));
      String message = "";
      for (Throwable cause : ObjectHelper.createExceptionIterable(refusal)) {
        message = cause.getMessage();
      }
      Matcher options = OPTIONS.matcher(message);
      assertThat(options.find()).as(message).isTrue();
      return List.of(options.group(1).split(", "));
    }
  }

  /** With a name it couldn't start, as no such credentials are set. */
  @Test
  void theExampleOfTenantsStartsWithoutCredentials() throws Exception {
    String tenants = page.substring(page.indexOf("### Each tenant its own"));
    int begin = tenants.indexOf("```yaml\n") + "```yaml\n".length();
    String step = tenants.substring(begin, tenants.indexOf("```", begin));
    String route =
        "- route:\n    id: tenants\n    from:\n      uri: direct:tenants\n      steps:\n"
            + step.indent(8);
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      context.getPropertiesComponent().addInitialProperty("zendesk.url", "http://localhost:1");
      context.start();
      PluginHelper.getRoutesLoader(context)
          .loadRoutes(ResourceHelper.fromString("tenants.camel.yaml", route));
      assertThat(context.getRouteController().getRouteStatus("tenants").isStarted()).isTrue();
      Throwable named =
          catchThrowable(
              () ->
                  context.getEndpoint("kamelet:zendesk-organization-sink?url=http://localhost:1"));
      assertThat(named).hasStackTraceContaining("oneway.auth.zendesk.type");
    }
  }

  @Test
  void theExampleOfFilesStarts() throws Exception {
    String files = page.substring(page.indexOf("### Files, and what belongs to them"));
    int begin = files.indexOf("```yaml\n") + "```yaml\n".length();
    String step = files.substring(begin, files.indexOf("```", begin));
    String route =
        "- route:\n    id: files\n    from:\n      uri: direct:files\n      steps:\n"
            + step.indent(8);
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      for (String name : List.of("coupa", "box")) {
        context
            .getPropertiesComponent()
            .addInitialProperty("oneway.auth." + name + ".type", "none");
      }
      context.start();
      PluginHelper.getRoutesLoader(context)
          .loadRoutes(ResourceHelper.fromString("files.camel.yaml", route));
      assertThat(context.getRouteController().getRouteStatus("files").isStarted()).isTrue();
    }
  }

  @Test
  void everySettingOfCredentialsIsThere() {
    assertThat(AuthSettings.NAMES)
        .allSatisfy(
            name ->
                assertThat(page).contains("`" + name.substring(name.lastIndexOf('.') + 1) + "`"));
  }
}
