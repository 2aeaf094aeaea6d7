package dev.oneway.demo.box;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file in a folder. Immutable.
 *
 * @param sha1 of its present version's content, in hexadecimal digits
 * @param size of it in bytes
 * @param versions how often content was uploaded
 * @param etag counts its changes
 * @param metadata fields by the key of the template they belong to
 * @param modifiedBy the login of who changed it last
 */
public record BoxFile(
    String id,
    String folder,
    String name,
    String sha1,
    long size,
    int versions,
    int etag,
    Map<String, Map<String, Object>> metadata,
    Instant modifiedAt,
    String modifiedBy) {

  public BoxFile {
    metadata = Map.copyOf(metadata);
  }

  /** Its fields of a template; empty when none was applied. */
  public Map<String, Object> metadata(String template) {
    return metadata.getOrDefault(template, Map.of());
  }

  BoxFile withContent(String newSha1, long newSize, Instant at, String by) {
    return new BoxFile(
        id, folder, name, newSha1, newSize, versions + 1, etag + 1, metadata, at, by);
  }

  BoxFile withMetadata(String template, Map<String, Object> fields) {
    Map<String, Map<String, Object>> all = new LinkedHashMap<>(metadata);
    all.put(template, fields);
    return new BoxFile(id, folder, name, sha1, size, versions, etag, all, modifiedAt, modifiedBy);
  }
}
