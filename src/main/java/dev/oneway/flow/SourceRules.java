package dev.oneway.flow;

import java.util.Optional;

/** What only the application knows of an endpoint a flow uses, e.g. how its database is opened. */
@FunctionalInterface
public interface SourceRules {
  /** What is wrong, and how to fix it; each a sentence. */
  record Objection(String what, String remedy) {}

  /** An objection to the use of this data source; empty when it is right. */
  Optional<Objection> objectionTo(String dataSource);

  /** Checks a streaming SQL read: it needs a connection that only reads. */
  default Optional<Objection> check(EndpointUse use) {
    Object dataSource = use.options().get("dataSource");
    boolean streams = "StreamList".equals(use.options().get("outputType"));
    return use.scheme().equals("sql") && streams && dataSource != null
        ? objectionTo(dataSource.toString().replaceFirst("^#(bean:)?", ""))
        : Optional.empty();
  }
}
