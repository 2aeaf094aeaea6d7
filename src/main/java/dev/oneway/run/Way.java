package dev.oneway.run;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * How chunks that come when they come go through their route.
 *
 * @param exchanges makes the one a chunk travels in
 * @param steps the route
 * @param concludes whether a step has something to do when a run comes to its end
 */
public record Way(Supplier<Exchange> exchanges, Processor steps, BooleanSupplier concludes) {}
