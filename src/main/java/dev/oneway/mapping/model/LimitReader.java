package dev.oneway.mapping.model;

import dev.oneway.mapping.yaml.FaultList;
import dev.oneway.mapping.yaml.Section;
import dev.oneway.record.RemovalLimit;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads {@code limit} of {@code deletes}: a share, a number, or a list with one of each. */
final class LimitReader {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final Pattern SHARE = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,6})?) ?%");
  private static final BigDecimal ALL = BigDecimal.valueOf(100);
  private static final String HOW =
      "Write a share such as `5%`, a number such as `100`, or both as `[5%, 100]`.";

  private final FaultList faults;

  LimitReader(FaultList faults) {
    this.faults = faults;
  }

  RemovalLimit read(Section.Entry entry) {
    List<Node> nodes =
        entry.value() instanceof SequenceNode list ? list.getValue() : List.of(entry.value());
    Optional<BigDecimal> percent = Optional.empty();
    Optional<Long> number = Optional.empty();
    for (Node node : nodes) {
      String text = Section.textOf(node, "`limit`", faults).orElse("");
      Matcher share = SHARE.matcher(text);
      if (share.matches() && percent.isEmpty() && isShare(share.group(1))) {
        percent = Optional.of(new BigDecimal(share.group(1)));
      } else if (NUMBER.matcher(text).matches() && number.isEmpty()) {
        number = Optional.of(Long.valueOf(text));
      } else if (!text.isEmpty()) {
        faults.at(node, "`limit` can't be `" + text + "`.", HOW);
      }
    }
    if (nodes.isEmpty()) {
      faults.at(entry.value(), "`limit` is empty.", HOW);
    }
    return percent.isEmpty() && number.isEmpty()
        ? RemovalLimit.DEFAULT
        : new RemovalLimit(percent, number);
  }

  private static boolean isShare(String text) {
    return new BigDecimal(text).compareTo(ALL) <= 0;
  }
}
