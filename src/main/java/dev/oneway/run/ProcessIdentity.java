package dev.oneway.run;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells one operating-system process from every other, also from a later one with the same pid.
 *
 * @param startedAtMillis 0 when the system doesn't tell
 */
record ProcessIdentity(String host, long pid, long startedAtMillis) {

  static ProcessIdentity current() {
    ProcessHandle me = ProcessHandle.current();
    return new ProcessIdentity(hostName(), me.pid(), startOf(me));
  }

  /**
   * Whether the process is gone: on this machine by asking the system, elsewhere by its lease.
   *
   * <p>The start of another process is told by the system's clock, and seems to move when the clock
   * is set; then its lease decides.
   *
   * @param leaseEnd until when its last sign of life counts
   */
  boolean isDead(Instant leaseEnd, Instant now) {
    boolean leaseEnded = leaseEnd.isBefore(now);
    if (!host.equals(hostName())) {
      return leaseEnded;
    }
    Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    if (process.isEmpty()) {
      return true;
    }
    boolean sameStart = startOf(process.get()) == startedAtMillis;
    boolean myPid = pid == ProcessHandle.current().pid();
    return !sameStart && (myPid || leaseEnded);
  }

  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
