package dev.oneway.source;

import dev.oneway.http.paging.RecordPlace;
import dev.oneway.run.RetriableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Completes records with what a read finds for them, so many keys a question. A record whose key
 * isn't there, or of which nothing is found, stays as it is. Immutable; threads may share it.
 *
 * @param by where a record says what it belongs to; the first that is there counts
 * @param key where a found record says the same
 * @param as the member a record gets; empty when it gets the members of what was found
 * @param batch how many keys a question has at most
 */
record Join(List<RecordPlace> by, RecordPlace key, Optional<String> as, int batch) {

  /**
   * Reads what belongs to these records. What they are stays untouched.
   *
   * @param read the answer to a question for these keys
   * @return the records, each with what was found for it
   * @throws RetriableException when the source broke off; nothing of it is used then
   */
  List<Map<String, Object>> complete(
      List<Map<String, Object>> records, Function<List<String>, PagedRead> read)
      throws RetriableException {
    Map<String, Map<String, Object>> found = new LinkedHashMap<>();
    for (List<String> keys : batches(records)) {
      read(read.apply(keys), found);
    }
    return records.stream().map(record -> completed(record, found)).toList();
  }

  private List<List<String>> batches(List<Map<String, Object>> records) {
    Set<String> distinct = new LinkedHashSet<>();
    records.forEach(record -> keyOf(record).ifPresent(distinct::add));
    List<String> keys = List.copyOf(distinct);
    List<List<String>> batches = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += batch) {
      batches.add(keys.subList(from, Math.min(from + batch, keys.size())));
    }
    return batches;
  }

  private void read(PagedRead rows, Map<String, Map<String, Object>> found)
      throws RetriableException {
    try (rows) {
      rows.forEachRemaining(row -> key.text(row).ifPresent(text -> found.putIfAbsent(text, row)));
    } catch (SourceFailedException e) {
      throw e.heals();
    }
  }

  private Map<String, Object> completed(
      Map<String, Object> record, Map<String, Map<String, Object>> found) {
    Map<String, Object> completed = new LinkedHashMap<>(record);
    keyOf(record)
        .map(found::get)
        .ifPresent(
            row -> completed.putAll(as.map(name -> Map.<String, Object>of(name, row)).orElse(row)));
    return completed;
  }

  private Optional<String> keyOf(Map<String, Object> record) {
    return by.stream().flatMap(place -> place.text(record).stream()).findFirst();
  }
}
