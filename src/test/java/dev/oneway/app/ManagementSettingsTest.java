package dev.oneway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused of the settings of the management port and of the history. */
class ManagementSettingsTest {
  private static Settings settings(String... namesAndValues) {
    Properties properties = new Properties();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
    }
    DefaultCamelContext context = new DefaultCamelContext();
    context.getPropertiesComponent().setOverrideProperties(properties);
    return new Settings(context);
  }

  @Test
  void byDefaultItIsForThisMachine() {
    assertThat(ManagementSettings.read(settings()))
        .hasValueSatisfying(
            options -> {
              assertThat(options.host()).isEqualTo("127.0.0.1");
              assertThat(options.port()).isEqualTo(8081);
              assertThat(options.accounts().isEmpty()).isTrue();
            });
    assertThat(ManagementSettings.read(settings("oneway.management", "off"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "oneway.management | no | neither on nor off",
        "oneway.management.port | 70000 | cannot be 70000, but 0 to 65535",
        "oneway.management.port | x | not a whole number",
        "oneway.management.access.ann.token | short | must have at least 16 characters",
        "oneway.management.access.ann.password | short | must have at least 8 characters",
        "oneway.management.access.ann.role | operator | needs a .token or a .password",
        "oneway.management.access.ann.token | {{env:NOBODY_SET_THIS}} | has no value",
        "oneway.management.tls.key | /k.pem | go together. Set both or neither"
      })
  void whatIsWrongIsRefused(String name, String value, String message) {
    assertThatThrownBy(() -> ManagementSettings.read(settings(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(name.replaceFirst("\\.(role|key)$", ""))
        .hasMessageContaining(message)
        .hasMessageNotContaining("short ");
  }

  @Test
  void aRoleThereIsNotIsRefused() {
    Settings wrong =
        settings(
            "oneway.management.access.ann.password",
            "s3cret-of-ann",
            "oneway.management.access.ann.role",
            "admin");
    assertThatThrownBy(() -> ManagementSettings.read(wrong))
        .hasMessage(
            "oneway.management.access.ann.role: `admin` is neither read-only nor operator.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "oneway.history.runs | 5m | oneway.history.runs cannot be less than 1h.",
        "oneway.history.sums | 1d | oneway.history.sums cannot be less than 192h."
      })
  void aHistoryThatIsTooShortIsRefused(String name, String value, String message) {
    assertThatThrownBy(() -> HistorySettings.read(settings(name, value))).hasMessage(message);
  }
}
