package dev.oneway.demo.servicenow;

import dev.oneway.demo.http.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a request wants rows to be shown: which fields, also those of a referenced row ({@code
 * caller_id.name}), and as values, display values or both. Threads may share it.
 */
final class RowView {
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
  private static final String REFERENCE = "caller_id";

  private final ServiceNowTables tables;
  private final List<String> fields;
  private final String displayValue;
  private final boolean links;
  private final String instance;

  RowView(ServiceNowTables tables, Request request) {
    this.tables = tables;
    this.fields =
        COMMA
            .splitAsStream(request.query().getOrDefault("sysparm_fields", ""))
            .filter(field -> !field.isBlank())
            .toList();
    this.displayValue = request.query().getOrDefault("sysparm_display_value", "false");
    this.links = !request.query().getOrDefault("sysparm_exclude_reference_link", "").equals("true");
    this.instance = "http://" + request.header("Host").orElse("");
  }

  Map<String, Object> of(Map<String, String> row) {
    Map<String, Object> shown = new LinkedHashMap<>();
    for (String field : fields.isEmpty() ? row.keySet() : fields) {
      value(row, field).ifPresent(value -> shown.put(field, shown(field, value)));
    }
    return shown;
  }

  /** Empty when the table has no such field; its name is left out then. */
  private Optional<String> value(Map<String, String> row, String field) {
    if (!field.startsWith(REFERENCE + ".")) {
      return Optional.ofNullable(row.get(field));
    }
    String farField = field.substring(REFERENCE.length() + 1);
    return Optional.of(referenced(row.getOrDefault(REFERENCE, "")).getOrDefault(farField, ""));
  }

  private Map<String, String> referenced(String id) {
    return tables.row(ServiceNowIncidents.USERS, id).orElse(Map.of());
  }

  private Object shown(String field, String value) {
    boolean reference = field.equals(REFERENCE) && !value.isEmpty();
    String display =
        reference
            ? referenced(value).getOrDefault("name", value)
            : ServiceNowChoices.shown(field, value);
    String link = instance + "/api/now/table/" + ServiceNowIncidents.USERS + "/" + value;
    Map<String, Object> both = new LinkedHashMap<>();
    if (reference && links) {
      both.put("link", link);
    }
    return switch (displayValue) {
      case "true" -> both.isEmpty() ? display : with(both, "display_value", display);
      case "all" -> with(with(both, "display_value", display), "value", value);
      default -> both.isEmpty() ? value : with(both, "value", value);
    };
  }

  private static Map<String, Object> with(Map<String, Object> map, String name, String value) {
    map.put(name, value);
    return map;
  }
}
