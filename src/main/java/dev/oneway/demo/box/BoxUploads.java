package dev.oneway.demo.box;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.record.RecordJson;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Uploading: new files, new versions of them, and the check beforehand. Threads may share it.
 *
 * @param folders those there are
 */
record BoxUploads(BoxFiles files, Set<String> folders) {
  private static final int LONGEST_NAME = 255;
  private static final Pattern UNSUPPORTED =
      Pattern.compile(".*[/\\\\\\p{Cntrl}].*|^\\s.*|.*\\s$|\\.|\\.\\.|");

  /** A new file, from the form that {@link UploadForm} has taken in. */
  Reply create(Request request) {
    Map<?, ?> form = (Map<?, ?>) request.json().orElse(Map.of());
    Map<?, ?> attributes = attributes(form);
    Optional<Reply> wrong = misplaced(form).or(() -> wrong(attributes));
    if (wrong.isPresent()) {
      return wrong.get();
    }
    String folder = folder(attributes);
    String name = name(attributes);
    Optional<BoxFile> made = files.add(folder, name, (String) form.get("sha1"), size(form));
    return made.map(file -> BoxReplies.files(201, file))
        .orElseGet(() -> BoxReplies.nameInUse(files.named(folder, name).orElseThrow()));
  }

  /** A new version of a file. */
  Reply update(String id, Request request) {
    Map<?, ?> form = (Map<?, ?>) request.json().orElse(Map.of());
    Optional<BoxFile> there = files.find(id);
    if (there.isEmpty()) {
      return files.isTrashed(id)
          ? BoxReplies.error(404, "trashed", "Item is trashed")
          : BoxReplies.notFound();
    }
    Optional<Reply> wrong = misplaced(form);
    if (wrong.isPresent()) {
      return wrong.get();
    }
    String wanted = request.header("If-Match").orElse(Integer.toString(there.get().etag()));
    if (!wanted.equals(Integer.toString(there.get().etag()))) {
      return BoxReplies.error(
          412,
          "precondition_failed",
          "The resource has been modified. Please retrieve the resource again and retry");
    }
    return BoxReplies.files(201, files.upload(id, (String) form.get("sha1"), size(form)));
  }

  /** Whether there is room for a file. */
  Reply check(Request request) {
    Map<?, ?> attributes = (Map<?, ?>) request.json().orElse(Map.of());
    Optional<Reply> wrong = wrong(attributes);
    if (wrong.isPresent()) {
      return wrong.get();
    }
    return files
        .named(folder(attributes), name(attributes))
        .map(BoxReplies::nameInUse)
        .orElseGet(
            () ->
                Reply.json(
                    200, Map.of("upload_url", "https://upload.example/", "upload_token", "")));
  }

  private Optional<Reply> wrong(Map<?, ?> attributes) {
    String name = name(attributes);
    if (name.length() > LONGEST_NAME) {
      return Optional.of(BoxReplies.error(400, "item_name_too_long", "Item name too long"));
    }
    if (UNSUPPORTED.matcher(name).matches()) {
      return Optional.of(BoxReplies.error(400, "item_name_invalid", "Item name invalid"));
    }
    return folders.contains(folder(attributes))
        ? Optional.empty()
        : Optional.of(BoxReplies.notFound());
  }

  private static Optional<Reply> misplaced(Map<?, ?> form) {
    return Boolean.TRUE.equals(form.get("misplaced"))
        ? Optional.of(
            BoxReplies.error(
                400,
                "metadata_after_file_contents",
                "Metadata is included after file contents in a file upload request."))
        : Optional.empty();
  }

  private static Map<?, ?> attributes(Map<?, ?> form) {
    try {
      return RecordJson.mapper()
          .readValue(Objects.toString(form.get("attributes"), "{}"), Map.class);
    } catch (JsonProcessingException e) {
      return Map.of();
    }
  }

  private static String name(Map<?, ?> attributes) {
    return Objects.toString(attributes.get("name"), "");
  }

  private static String folder(Map<?, ?> attributes) {
    return attributes.get("parent") instanceof Map<?, ?> parent
        ? Objects.toString(parent.get("id"), "")
        : "";
  }

  private static long size(Map<?, ?> form) {
    return ((Number) form.get("size")).longValue();
  }
}
