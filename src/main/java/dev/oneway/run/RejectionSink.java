package dev.oneway.run;

import java.util.List;

/** Keeps what was refused, so that it is never lost. */
@FunctionalInterface
public interface RejectionSink {
  /**
   * Stores the rejections durably; called inside a transaction of the state store. A record already
   * waiting is not stored twice, its count of attempts grows.
   */
  void store(Run run, List<Rejection> rejections);
}
