package dev.oneway.deadletter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which letters are asked for, as SQL: those that were refused last come first. */
final class LetterQuery {
  private final List<String> conditions = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();
  private final int limit;

  LetterQuery(DeadLetterFilter filter) {
    limit = filter.limit();
    filter.flow().ifPresent(flow -> and("flow = ?", flow));
    filter.category().ifPresent(category -> and("category = ?", category));
    filter.run().ifPresent(run -> and("run_id = ?", run));
    filter.text().ifPresent(this::has);
    filter.state().ifPresent(state -> and("state = ?", state.word()));
  }

  private void has(String text) {
    String pattern = "%" + text.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
    List<String> columns = List.of("record_key", "field", "reason");
    String any =
        columns.stream()
            .map("LOWER(%s) LIKE ? ESCAPE '!'"::formatted)
            .collect(Collectors.joining(" OR ", "(", ")"));
    and(any, columns.stream().map(column -> pattern).toArray());
  }

  private void and(String condition, Object... parameters) {
    conditions.add(condition);
    values.addAll(List.of(parameters));
  }

  /** Only those that follow on this one. */
  LetterQuery after(DeadLetter last) {
    long at = last.lastAt().toEpochMilli();
    // The first of the two is what an index is asked for.
    and("last_at <= ?", at);
    and("(last_at < ? OR id > ?)", at, last.id());
    return this;
  }

  String clauses() {
    String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    return where + " ORDER BY last_at DESC, id LIMIT " + limit;
  }

  List<Object> values() {
    return values;
  }
}
