package dev.oneway.demo.zendesk;

import dev.oneway.demo.zendesk.ZendeskErrors.Invalid;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The custom fields an admin has given the sandbox's organizations. A key that none of them has is
 * ignored, as Zendesk ignores every attribute it doesn't know.
 *
 * @see <a
 *     href="https://developer.zendesk.com/api-reference/ticketing/organizations/organization_fields/">Organization
 *     fields</a>
 */
final class ZendeskFields {
  private static final String PLAN = "plan";
  private static final List<String> PLANS = List.of("free", "team", "business", "enterprise");
  private static final String LAST_ACTIVE = "last_active_at";
  private static final String REVENUE = "mrr";
  private static final List<String> KEYS =
      List.of(PLAN, "seats", "active_users", REVENUE, LAST_ACTIVE, "account_manager");
  private static final List<String> TEXTS = List.of("account_manager");
  private static final int DATE_LENGTH = 10;

  private ZendeskFields() {}

  static boolean isKnown(String key) {
    return KEYS.contains(key);
  }

  static Map<String, Object> empty() {
    Map<String, Object> fields = new LinkedHashMap<>();
    KEYS.forEach(key -> fields.put(key, null));
    return fields;
  }

  /** Those of the values given that belong to a field, in the form the API shows them. */
  static Map<String, Object> checked(Object given) throws Invalid {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (given instanceof Map<?, ?> values) {
      for (String key : KEYS) {
        if (values.containsKey(key)) {
          fields.put(key, checked(key, values.get(key)));
        }
      }
    }
    return fields;
  }

  private static Object checked(String key, Object value) throws Invalid {
    if (value == null || TEXTS.contains(key)) {
      return value;
    }
    return switch (key) {
      case PLAN -> plan(value);
      case LAST_ACTIVE -> date(value);
      case REVENUE -> decimal(key, value);
      default -> whole(key, value);
    };
  }

  private static Object plan(Object value) throws Invalid {
    if (!PLANS.contains(value)) {
      throw new Invalid(PLAN, "Plan: " + value + " is not a valid option", "InvalidValue");
    }
    return value;
  }

  /** Of a date and time the date; it is shown as its midnight. */
  private static String date(Object value) throws Invalid {
    String text = value.toString();
    try {
      return LocalDate.parse(text.substring(0, Math.min(DATE_LENGTH, text.length())))
          + "T00:00:00+00:00";
    } catch (DateTimeException e) {
      throw new Invalid(LAST_ACTIVE, "Last active at: " + text + " is not a date", "InvalidValue");
    }
  }

  private static Object whole(String key, Object value) throws Invalid {
    if (decimal(key, value).stripTrailingZeros().scale() > 0) {
      throw new Invalid(key, key + ": " + value + " is not an integer", "InvalidValue");
    }
    return value;
  }

  private static BigDecimal decimal(String key, Object value) throws Invalid {
    try {
      return new BigDecimal(value.toString());
    } catch (NumberFormatException e) {
      throw new Invalid(key, key + ": " + value + " is not a number", "InvalidValue");
    }
  }
}
