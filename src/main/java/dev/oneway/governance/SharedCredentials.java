package dev.oneway.governance;

import dev.oneway.fault.Fault;
import dev.oneway.governance.FlowFile.Account;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Finds credentials one flow reads a source with and another one writes with: they could write
 * where only reading is meant.
 */
public final class SharedCredentials {
  private SharedCredentials() {}

  /**
   * What to tell of each flow that writes with such credentials, by its name.
   *
   * @param identity tells whether two names stand for the same credentials; never shown
   */
  public static Map<String, List<Fault>> notes(
      List<FlowFile> flows, Function<Account, String> identity) {
    Map<String, List<Fault>> notes = new LinkedHashMap<>();
    for (FlowFile writer : flows) {
      for (FlowFile reader : flows) {
        for (Account account : writer.sides().writes()) {
          reader.sides().reads().stream()
              .filter(read -> !writer.name().equals(reader.name()))
              .filter(read -> identity.apply(read).equals(identity.apply(account)))
              .forEach(
                  read ->
                      notes
                          .computeIfAbsent(writer.name(), name -> new ArrayList<>())
                          .add(note(writer, account, reader, read)));
        }
      }
    }
    return notes;
  }

  private static Fault note(FlowFile writer, Account written, FlowFile reader, Account read) {
    return new Fault(
        writer.file(),
        0,
        0,
        written.equals(read)
            ? "it writes with %s, and %s reads a source with the same credentials."
                .formatted(written, reader.name())
            : "it writes with %s, which are the credentials of %s, and %s reads a source with those."
                .formatted(written, read, reader.name()),
        "Give %s credentials of its own that can only read.".formatted(reader.name()));
  }
}
