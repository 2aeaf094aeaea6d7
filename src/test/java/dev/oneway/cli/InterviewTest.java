package dev.oneway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.draft.Address;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Who isn't told is asked, until an answer can be used. */
class InterviewTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private Interview answering(String answers, boolean always) {
    return Interview.of(
        new ByteArrayInputStream(answers.getBytes(StandardCharsets.UTF_8)),
        new PrintStream(printed, true, StandardCharsets.UTF_8),
        always);
  }

  @Test
  void anAnswerThatCannotBeUsedIsToldAndAskedForAgain() {
    Address answer =
        answering("nonsense\n crm.contacts \n", true)
            .ask(null, "--from", "Where from?", Address::source);
    assertThat(answer).hasToString("Table[database=crm, schema=Optional.empty, table=contacts]");
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .startsWith("Where from? `nonsense` is none of these. Write DATABASE.TABLE")
        .endsWith("Where from? ");
  }

  @Test
  void whatAnOptionSaysIsNotAskedFor() {
    assertThat(answering("", true).ask("a.b", "--from", "Where from?", Address::source).object())
        .isEqualTo("b");
    assertThat(printed.size()).isZero();
  }

  @Test
  void severalAnswersStandBetweenCommas() {
    assertThat(answering("a , b\n", true).list("Which?")).containsExactly("a", "b");
    assertThat(answering("\n", true).list("Which?")).isEmpty();
  }

  @Test
  void withoutAPersonWhatIsMissingIsNamed() {
    assertThatThrownBy(
            () -> answering("", false).ask(null, "--to", "Where to?", Address::destination))
        .hasMessage("--to is missing, and nobody is at a terminal to be asked. Add it, or --ask.");
    assertThatThrownBy(() -> answering("", true).list("Which?"))
        .hasMessage("there is no answer to: Which?");
  }
}
