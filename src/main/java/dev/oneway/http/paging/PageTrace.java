package dev.oneway.http.paging;

import java.util.Map;
import java.util.Optional;

/** What is kept of a page's records to tell whether the next page is the same one again. */
final class PageTrace {
  private RecordDigest first;
  private int last;
  private Map<String, Object> lastRecord;
  private long records;

  /** Each record in its order, before anybody can change it. */
  void add(Map<String, Object> record) {
    if (records == 0) {
      first = RecordDigest.of(record);
    }
    last = record.hashCode();
    lastRecord = record;
    records++;
  }

  long records() {
    return records;
  }

  /** The last one, as it was handed out; steps make records of their own of it. */
  Optional<Map<String, Object>> last() {
    return Optional.ofNullable(lastRecord);
  }

  /** Whether both have as many records, the same first one and the same last one. */
  boolean repeats(PageTrace earlier) {
    return records > 0
        && records == earlier.records
        && last == earlier.last
        && first.equals(earlier.first);
  }
}
