package dev.oneway.demo.servicenow;

import java.util.Map;
import java.util.TreeMap;

/** The values of an incident's choice fields, and what people see in their place. */
final class ServiceNowChoices {
  static final Map<String, String> STATES =
      new TreeMap<>(
          Map.of(
              "1",
              "New",
              "2",
              "In Progress",
              "3",
              "On Hold",
              "6",
              "Resolved",
              "7",
              "Closed",
              "8",
              "Canceled"));
  static final Map<String, String> PRIORITIES =
      new TreeMap<>(
          Map.of(
              "1",
              "1 - Critical",
              "2",
              "2 - High",
              "3",
              "3 - Moderate",
              "4",
              "4 - Low",
              "5",
              "5 - Planning"));

  private static final Map<String, Map<String, String>> OF_FIELD =
      Map.of("state", STATES, "priority", PRIORITIES);

  private ServiceNowChoices() {}

  /** What people see of a field's value. */
  static String shown(String field, String value) {
    return OF_FIELD.getOrDefault(field, Map.of()).getOrDefault(value, value);
  }
}
