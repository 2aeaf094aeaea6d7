package dev.oneway.scim;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.SandboxServer;
import dev.oneway.demo.http.Weather;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.apache.directory.scim.core.repository.DefaultPatchHandler;
import org.apache.directory.scim.core.repository.InvalidRepositoryException;
import org.apache.directory.scim.core.repository.RepositoryRegistry;
import org.apache.directory.scim.core.schema.SchemaRegistry;
import org.apache.directory.scim.server.rest.GroupResourceImpl;
import org.apache.directory.scim.server.rest.ScimJacksonXmlBindJsonProvider;
import org.apache.directory.scim.server.rest.ScimpleFeature;
import org.apache.directory.scim.server.rest.UserResourceImpl;
import org.apache.directory.scim.spec.resources.ScimGroup;
import org.apache.directory.scim.spec.resources.ScimUser;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * A SCIM 2.0 server that others wrote, Apache Directory SCIMple: what it takes, how it filters and
 * patches and what it answers is its own. Ours are the port, the token and the two tables behind
 * it. Threads may share it.
 */
public final class ScimServer implements AutoCloseable {
  /** It warns of what it does itself, time and again. */
  private static final Logger PROVIDERS = Logger.getLogger("org.glassfish.jersey.internal.inject");

  private static final URI BASE = URI.create("http://scim.example.com/");

  private final String token;
  private final ScimTable<ScimUser> users;
  private final ScimTable<ScimGroup> groups;
  private final ApplicationHandler application;
  private final SandboxServer server;

  private ScimServer(String token, Weather weather) throws IOException, InvalidRepositoryException {
    this.token = token;
    PROVIDERS.setLevel(Level.SEVERE);
    SchemaRegistry schemas = new SchemaRegistry();
    DefaultPatchHandler patches = new DefaultPatchHandler(schemas);
    users =
        new ScimTable<>(ScimUser.class, "userName", ScimUser::getUserName, schemas, patches::apply);
    groups =
        new ScimTable<>(
            ScimGroup.class, "displayName", ScimGroup::getDisplayName, schemas, patches::apply);
    RepositoryRegistry tables = new RepositoryRegistry(schemas);
    tables.registerRepository(ScimUser.class, users);
    tables.registerRepository(ScimGroup.class, groups);
    application =
        new ApplicationHandler(
            new ResourceConfig()
                .register(ScimpleFeature.class)
                .register(new ScimJacksonXmlBindJsonProvider(schemas))
                .register(new UserResourceImpl(schemas, tables))
                .register(new GroupResourceImpl(schemas, tables)));
    server = SandboxServer.start(0, this::answer, weather);
  }

  /**
   * @param token as in {@code Authorization: Bearer …}
   */
  public static ScimServer start(String token, Weather weather) throws IOException {
    try {
      return new ScimServer(token, weather);
    } catch (InvalidRepositoryException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Answers as a server does that takes an externalId and never tells it. */
  public static Weather withoutExternalIds() {
    return (exchange, request, vendor) ->
        Weather.send(exchange, withoutExternalIds(vendor.answer(request)));
  }

  private static Reply withoutExternalIds(Reply reply) {
    String text = new String(reply.body(), StandardCharsets.UTF_8);
    byte[] body =
        text.replaceAll("\"externalId\":\"[^\"]*\",?", "").getBytes(StandardCharsets.UTF_8);
    return new Reply(reply.status(), reply.headers(), body);
  }

  /** Its address, without {@code /Users}. */
  public String url() {
    return server.url() + "/scim/v2";
  }

  public ScimTable<ScimUser> users() {
    return users;
  }

  public ScimTable<ScimGroup> groups() {
    return groups;
  }

  private Reply answer(Request request) {
    if (!request.bearer().equals(Optional.of(token))) {
      return Reply.json(401, Map.of("detail", "Unauthorized", "status", "401"));
    }
    ContainerRequest asked =
        new ContainerRequest(
            BASE,
            URI.create(BASE + request.path().replaceFirst("^/scim/v2/", "") + query(request)),
            request.method(),
            null,
            new MapPropertiesDelegate(),
            application.getConfiguration());
    for (String header : List.of("Content-Type", "Accept")) {
      request.header(header).ifPresent(value -> asked.header(header, value));
    }
    asked.setEntityStream(new ByteArrayInputStream(request.body()));
    return answer(asked);
  }

  private Reply answer(ContainerRequest asked) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      ContainerResponse response = application.apply(asked, body).get();
      Map<String, String> headers = new LinkedHashMap<>();
      response.getStringHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
      return new Reply(response.getStatus(), headers, body.toByteArray());
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String query(Request request) {
    return request.query().isEmpty()
        ? ""
        : request.query().entrySet().stream()
            .map(
                one ->
                    one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&", "?", ""));
  }

  /** Closes it at once; what it held is gone. */
  @Override
  public void close() {
    server.close();
  }
}
