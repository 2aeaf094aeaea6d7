package dev.oneway.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FaultTest {
  @Test
  void itSaysWhereWhatAndHowToFixIt() {
    assertThat(fault("mappings/x.yaml", 12, 5))
        .hasToString("mappings/x.yaml:12:5: The type is unknown. Write text.");
  }

  @Test
  void thePlaceIsAsExactAsIsKnown() {
    assertThat(fault("x.yaml", 0, 0).place()).isEqualTo("x.yaml");
    assertThat(fault("x.yaml", 3, 0).place()).isEqualTo("x.yaml:3");
    assertThat(fault("x.yaml", 3, 7).place()).isEqualTo("x.yaml:3:7");
  }

  @Test
  void aControlCharacterItQuotesIsNamed() {
    Fault fault = new Fault("x.yaml", 1, 3, "Found \0 and \u001b[2J and \u0085.", "Remove \t.");

    assertThat(fault)
        .hasToString("x.yaml:1:3: Found U+0000 and U+001B[2J and U+0085. Remove U+0009.");
  }

  @Test
  void allFaultsAreTold() {
    Fault later = fault("x.yaml", 10, 1);
    Fault earlier = fault("x.yaml", 9, 1);
    Fault otherFile = fault("a.yaml", 99, 1);
    FaultsException exception = new FaultsException(List.of(later, earlier, otherFile));
    assertThat(exception.faults()).containsExactly(otherFile, earlier, later);
    assertThat(exception.getMessage().lines())
        .containsExactly(otherFile.toString(), earlier.toString(), later.toString());
  }

  private static Fault fault(String file, int line, int column) {
    return new Fault(file, line, column, "The type is unknown.", "Write text.");
  }
}
