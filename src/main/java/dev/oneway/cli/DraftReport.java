package dev.oneway.cli;

import dev.oneway.draft.Address;
import dev.oneway.draft.Draft;
import dev.oneway.draft.Wish;
import dev.oneway.flow.Flow;
import java.nio.file.Path;
import java.util.List;

/** What {@code new} says of the draft it has written. */
final class DraftReport {
  private final Wish wish;
  private final Draft draft;
  private final Path route;
  private final Path mapping;
  private final Flow flow;

  /**
   * @param flow the draft as it is loaded
   */
  DraftReport(Wish wish, Draft draft, Path route, Path mapping, Flow flow) {
    this.wish = wish;
    this.draft = draft;
    this.route = route;
    this.mapping = mapping;
    this.flow = flow;
  }

  /** From where the person is. */
  private static Path seen(Path file) {
    Path here = Path.of("").toAbsolutePath();
    return file.startsWith(here) ? here.relativize(file) : file;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append("Wrote %s and %s.%n".formatted(seen(route), seen(mapping)));
    draft.remarks().forEach(remark -> text.append(remark).append('\n'));
    text.append(FlowTable.remedies(List.of(flow)));
    text.append(FlowTable.notes(List.of(flow)));
    if (draft.reviews() > 0) {
      text.append(
          "%s guessed, and marked with `review`.%n"
              .formatted(draft.reviews() == 1 ? "1 line is" : draft.reviews() + " lines are"));
    }
    text.append("Next:\n");
    text.append("  oneway validate\n");
    text.append(wish.from() instanceof Address.Webhook ? listening() : reading());
    return text.toString();
  }

  private String reading() {
    return "  oneway plan %1$s%n  oneway run %1$s --once%n".formatted(wish.flow());
  }

  /** Nothing can be read, so there is nothing to plan: it takes what is sent while it runs. */
  private String listening() {
    return "  oneway run%nThat takes what is sent to /webhooks/%s, and says at which address.%n"
        .formatted(wish.flow());
  }
}
