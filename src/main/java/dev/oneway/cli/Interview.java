package dev.oneway.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Asks a person, and asks again until an answer can be used. */
final class Interview {
  static final String SOURCES = "DATABASE.TABLE, a URL, webhook:SCHEME, or a Kamelet NAME-source:";

  static final String DESTINATIONS = "DATABASE.TABLE, a URL, or a Kamelet NAME-sink:";

  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  private final BufferedReader answers;
  private final PrintStream questions;
  private final boolean asks;

  private Interview(BufferedReader answers, PrintStream questions, boolean asks) {
    this.answers = answers;
    this.questions = questions;
    this.asks = asks;
  }

  /**
   * @param always whether it asks also when nobody is at a terminal
   */
  static Interview of(InputStream in, PrintStream out, boolean always) {
    return new Interview(
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)),
        out,
        always || isTerminal());
  }

  /** From JDK 22 on there is a console also where there is no terminal, and it says so. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  boolean asks() {
    return asks;
  }

  /**
   * What an option says, or a person.
   *
   * @throws IllegalArgumentException when the option is wrong, or is missing and nobody is asked
   */
  <T> T ask(String option, String name, String question, Function<String, T> meaning) {
    if (option != null) {
      return meaning.apply(option);
    }
    if (!asks) {
      throw new IllegalArgumentException(
          "%s is missing, and nobody is at a terminal to be asked. Add it, or --ask."
              .formatted(name));
    }
    return ask(question, meaning);
  }

  <T> T ask(String question, Function<String, T> meaning) {
    while (true) {
      String answer = answer(question);
      try {
        return meaning.apply(answer);
      } catch (IllegalArgumentException e) {
        questions.println(e.getMessage());
      }
    }
  }

  /** Several, with commas between them; none when the answer is empty. */
  List<String> list(String question) {
    String answer = answer(question);
    return answer.isEmpty() ? List.of() : List.of(COMMA.split(answer));
  }

  private String answer(String question) {
    questions.print(question + " ");
    questions.flush();
    try {
      String answer = answers.readLine();
      if (answer == null) {
        throw new IllegalArgumentException("there is no answer to: " + question);
      }
      return answer.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
