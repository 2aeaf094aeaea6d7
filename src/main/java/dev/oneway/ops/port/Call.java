package dev.oneway.ops.port;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.oneway.fault.Nearest;
import dev.oneway.record.RecordJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request to the management port that was let in. Belongs to the thread that answers it. */
public final class Call {
  private static final String ACCOUNT = "account";

  private final RoutingContext context;

  Call(RoutingContext context) {
    this.context = context;
  }

  static void note(RoutingContext context, Account account) {
    context.put(ACCOUNT, account);
  }

  /**
   * Refuses what no address can have to do with.
   *
   * @throws RefusedCallException when the path or the query isn't text
   */
  void requireText() {
    try {
      Text.require(context.pathParams());
      context.queryParams().forEach((name, value) -> Text.require(List.of(name, value)));
    } catch (HttpException e) {
      throw RefusedCallException.wrong("The query can't be read.");
    }
  }

  /** Who asks. */
  public Account account() {
    return context.get(ACCOUNT);
  }

  String address() {
    return context.request().remoteAddress().hostAddress();
  }

  String path() {
    return context.normalizedPath();
  }

  /** What stands in the path for {@code :name}. */
  public String path(String name) {
    return context.pathParam(name);
  }

  /**
   * A parameter of the query; empty when it isn't given, or has no value.
   *
   * @throws RefusedCallException when it is given several times
   */
  public Optional<String> query(String name) {
    List<String> values = context.queryParam(name);
    if (values.size() > 1) {
      throw RefusedCallException.wrong("`" + name + "` can be given once.");
    }
    return values.stream().filter(value -> !value.isBlank()).findFirst();
  }

  /**
   * Refuses misspelt parameters: one that is ignored gives an answer nobody asked for.
   *
   * @throws RefusedCallException when the query has another name
   */
  public void allow(String... names) {
    List<String> known = List.of(names);
    for (String name : context.queryParams().names()) {
      if (!known.contains(name)) {
        throw RefusedCallException.wrong(
            "There is no parameter `" + name + "` here. " + Nearest.didYouMean(name, known));
      }
    }
  }

  /**
   * The same of the body.
   *
   * @throws RefusedCallException when it has another name
   */
  public void allowInBody(String... names) {
    List<String> known = List.of(names);
    for (String name : body().keySet()) {
      if (!known.contains(name)) {
        throw RefusedCallException.wrong(
            "The body has no `" + name + "` here. " + Nearest.didYouMean(name, known));
      }
    }
  }

  /**
   * A number of the query.
   *
   * @throws RefusedCallException when it isn't one from 1 to the most
   */
  public int count(String name, int byDefault, int most) {
    String value = query(name).orElse(Integer.toString(byDefault));
    try {
      int number = Integer.parseInt(value);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw RefusedCallException.wrong(
        "`" + name + "` must be a whole number from 1 to " + most + ".");
  }

  /**
   * The body, a JSON object; empty when there is none.
   *
   * @throws RefusedCallException when it is something else
   */
  public Map<String, Object> body() {
    Buffer body = context.body().buffer();
    if (body == null || body.length() == 0) {
      return Map.of();
    }
    try {
      Map<String, Object> json =
          RecordJson.mapper()
              .readValue(body.getBytes(), new TypeReference<Map<String, Object>>() {});
      if (json == null) {
        throw RefusedCallException.wrong("The body must be a JSON object.");
      }
      Text.require(json);
      return json;
    } catch (JsonProcessingException e) {
      throw RefusedCallException.wrong("The body must be a JSON object.");
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
