package dev.oneway.flow;

import dev.oneway.fault.Fault;
import dev.oneway.fault.FaultsException;
import dev.oneway.fault.Nearest;
import dev.oneway.fault.NotConfiguredException;
import dev.oneway.run.Reasons;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Turns what Camel throws while it loads a route file into faults with a place and a remedy. */
final class LoadFaults {
  private static final Pattern JAVA_ERROR =
      Pattern.compile("(?s)/[\\w.$/]*?\\.java:(\\d+): error: ([^\\n]*)");

  private static final Pattern UNKNOWN_STEP = Pattern.compile("Unknown node id: (\\S+)");
  private static final List<String> STEPS =
      List.of(
          "to",
          "toD",
          "split",
          "steps",
          "setBody",
          "setHeader",
          "setProperty",
          "choice",
          "filter",
          "multicast",
          "log",
          "process",
          "bean",
          "throttle",
          "marshal",
          "unmarshal",
          "doTry",
          "circuitBreaker",
          "removeHeaders",
          "removeHeader",
          "delay",
          "loop",
          "transform",
          "wireTap",
          "recipientList",
          "idempotentConsumer",
          "aggregate",
          "enrich",
          "pollEnrich",
          "stop");

  private LoadFaults() {}

  static FlowState stateAfter(String file, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof NotConfiguredException notConfigured) {
        return new FlowState.NotConfigured(notConfigured.settings());
      }
      if (cause instanceof FaultsException faults) {
        return new FlowState.Broken(faults.faults());
      }
      if (cause instanceof CharacterCodingException) {
        return new FlowState.Broken(
            List.of(new Fault(file, 0, 0, "the file is not UTF-8 text.", "Save it in UTF-8.")));
      }
      if (cause instanceof MarkedYamlEngineException yaml) {
        return new FlowState.Broken(List.of(yamlFault(file, yaml)));
      }
    }
    return new FlowState.Broken(javaFaults(file, failure).orElse(List.of(fault(file, failure))));
  }

  private static Fault yamlFault(String file, MarkedYamlEngineException yaml) {
    Optional<Mark> mark = yaml.getProblemMark();
    String problem = yaml.getProblem() == null ? yaml.getMessage() : yaml.getProblem();
    Matcher unknownStep = UNKNOWN_STEP.matcher(problem);
    boolean unknown = unknownStep.find();
    return new Fault(
        file,
        mark.map(m -> m.getLine() + 1).orElse(0),
        mark.map(m -> m.getColumn() + 1).orElse(0),
        unknown ? "there is no step `" + unknownStep.group(1) + "`." : sentence(problem),
        unknown
            ? Nearest.didYouMean(unknownStep.group(1), STEPS)
                + "Use a step of Camel's YAML DSL, such as `to`, `split` or `choice`."
            : "Correct the YAML here; mostly it is the indentation or a missing quote.");
  }

  private static Optional<List<Fault>> javaFaults(String file, Throwable failure) {
    if (!file.endsWith(".java")) {
      return Optional.empty();
    }
    if (ToolProvider.getSystemJavaCompiler() == null) {
      return Optional.of(
          List.of(
              new Fault(
                  file,
                  0,
                  0,
                  "a route in Java can't be compiled by this Java runtime.",
                  "Run Oneway with a JDK, not a JRE, or write the route in YAML.")));
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Matcher matcher = JAVA_ERROR.matcher(String.valueOf(cause.getMessage()));
      List<Fault> faults =
          matcher
              .results()
              .map(
                  error ->
                      new Fault(
                          file,
                          Integer.parseInt(error.group(1)),
                          0,
                          sentence(error.group(2)),
                          "Correct the Java code here."))
              .toList();
      if (!faults.isEmpty()) {
        return Optional.of(faults);
      }
    }
    return Optional.empty();
  }

  private static Fault fault(String file, Throwable failure) {
    return new Fault(file, 0, 0, sentence(Reasons.of(failure)), "Correct the route.");
  }

  /** In one line, with a full stop. */
  static String sentence(String message) {
    String line = message.strip().replaceAll("\\s+", " ");
    return line.endsWith(".") ? line : line + ".";
  }
}
