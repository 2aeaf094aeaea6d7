package dev.oneway.demo.zendesk;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.zendesk.ZendeskErrors.Invalid;
import dev.oneway.demo.zendesk.ZendeskOrganizations.Written;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The requests for organizations. Threads may share it. */
final class OrganizationsApi {
  private static final Pattern ONE = Pattern.compile("/(\\d{1,18})");
  private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,8}");
  private static final int MOST_AT_ONCE = 100;

  private final ZendeskOrganizations organizations;

  OrganizationsApi(ZendeskOrganizations organizations) {
    this.organizations = organizations;
  }

  /**
   * @param path what follows {@code /api/v2/organizations}, without {@code .json}
   */
  Reply answer(Request request, String path) {
    if (request.method().equals("GET")) {
      return read(request, path);
    }
    Optional<Map<String, Object>> given = given(request);
    if (given.isEmpty()) {
      return request.json().isEmpty()
          ? ZendeskErrors.notJson()
          : ZendeskErrors.invalidAttribute("organization");
    }
    try {
      return write(request.method(), path, given.get());
    } catch (Invalid e) {
      return ZendeskErrors.recordInvalid(e);
    }
  }

  private Reply read(Request request, String path) {
    Optional<Long> id = id(path);
    if (id.isPresent()) {
      return shown(organizations.find(id.get()));
    }
    return switch (path) {
      case "" -> page(request);
      case "/search" -> search(request);
      case "/show_many" -> showMany(request);
      default -> ZendeskErrors.invalidEndpoint();
    };
  }

  private Reply write(String method, String path, Map<String, Object> given) throws Invalid {
    Optional<Long> id = id(path);
    if (id.isPresent() && method.equals("PUT")) {
      return shown(organizations.update(id.get(), given));
    }
    return path.equals("/create_or_update") && method.equals("POST")
        ? written(organizations.createOrUpdate(given))
        : ZendeskErrors.invalidEndpoint();
  }

  private static Optional<Long> id(String path) {
    Matcher one = ONE.matcher(path);
    return one.matches() ? Optional.of(Long.parseLong(one.group(1))) : Optional.empty();
  }

  private Reply search(Request request) {
    String externalId = request.query().get("external_id");
    String name = request.query().get("name");
    if ((externalId == null) == (name == null)) {
      return ZendeskErrors.invalidAttribute("external_id");
    }
    return list(
        externalId == null
            ? organizations.findBy("name", name).stream().toList()
            : organizations.findByExternalId(externalId).stream().toList());
  }

  private Reply showMany(Request request) {
    String ids = request.query().get("ids");
    String externalIds = request.query().get("external_ids");
    if (ids == null && externalIds == null) {
      return ZendeskErrors.invalidAttribute("ids");
    }
    Function<String, Optional<Map<String, Object>>> find =
        ids == null
            ? organizations::findByExternalId
            : number -> id("/" + number).flatMap(organizations::find);
    return list(
        Arrays.stream((ids == null ? externalIds : ids).split(",", -1))
            .limit(MOST_AT_ONCE)
            .flatMap(one -> find.apply(one).stream())
            .toList());
  }

  /** A page by cursor, as page[size] asks for; 100 at most, the oldest first. */
  private Reply page(Request request) {
    String size = request.query().getOrDefault("page[size]", "");
    if (!COUNT.matcher(size).matches()) {
      return list(organizations.all());
    }
    long limit = Math.min(Long.parseLong(size), MOST_AT_ONCE);
    long after = Long.parseLong(request.query().getOrDefault("page[after]", "0"));
    List<Map<String, Object>> rest =
        organizations.all().stream().filter(one -> (Long) one.get("id") > after).toList();
    List<Map<String, Object>> page = rest.stream().limit(limit).toList();
    boolean more = page.size() < rest.size();
    String next =
        more
            ? "/api/v2/organizations?page[size]=%d&page[after]=%s"
                .formatted(limit, page.get(page.size() - 1).get("id"))
            : null;
    Map<String, Object> links = new LinkedHashMap<>();
    links.put("next", next);
    return Reply.json(
        200, Map.of("organizations", page, "meta", Map.of("has_more", more), "links", links));
  }

  private static Reply list(List<Map<String, Object>> found) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("organizations", found);
    document.put("next_page", null);
    document.put("previous_page", null);
    document.put("count", found.size());
    return Reply.json(200, document);
  }

  private static Reply shown(Optional<Map<String, Object>> organization) {
    return organization
        .map(one -> Reply.json(200, Map.of("organization", one)))
        .orElseGet(ZendeskErrors::recordNotFound);
  }

  private static Reply written(Written written) {
    Reply reply =
        Reply.json(written.created() ? 201 : 200, Map.of("organization", written.organization()));
    return written.created()
        ? reply.with("Location", "/api/v2/organizations/" + written.organization().get("id"))
        : reply;
  }

  /** What stands under {@code organization}; empty when that is no object. */
  private static Optional<Map<String, Object>> given(Request request) {
    if (request.json().orElse(null) instanceof Map<?, ?> body
        && body.get("organization") instanceof Map<?, ?> organization) {
      Map<String, Object> given = new LinkedHashMap<>();
      organization.forEach((name, value) -> given.put(name.toString(), value));
      return Optional.of(given);
    }
    return Optional.empty();
  }
}
