package dev.oneway.flows;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The inbox of the state store, and a process that dies again and again. */
class InboxKillIT {
  @Test
  void whatWasAcknowledgedIsDeliveredOnceHoweverOftenTheProcessDies(@TempDir Path folder)
      throws Exception {
    new KilledInbox(folder).killWhileEventsComeIn(Map.of());
  }
}
