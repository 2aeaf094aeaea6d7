package dev.oneway.demo.http;

/** A system that answers requests as a vendor's API would. Threads may share it. */
@FunctionalInterface
public interface Vendor {
  /** Never throws for what a client can get wrong: that is a reply too. */
  Reply answer(Request request);
}
