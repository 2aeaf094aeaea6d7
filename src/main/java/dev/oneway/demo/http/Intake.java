package dev.oneway.demo.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** How a sandbox takes a request in: whole, or what matters of one too large to be held. */
@FunctionalInterface
public interface Intake {
  /** With its whole body. */
  Intake WHOLE = Request::of;

  /**
   * @throws IOException when the request breaks off; nobody hears of it then
   */
  Request take(HttpExchange exchange) throws IOException;
}
