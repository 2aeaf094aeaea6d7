package dev.oneway.destination.http;

import dev.oneway.destination.Destination;

/** A destination that holds threads. */
sealed interface HttpDestination extends Destination permits HttpUpsert, TenantUpserts {

  /** Ends its threads; what is under way ends as interrupted. It may be used again. */
  void stop();
}
