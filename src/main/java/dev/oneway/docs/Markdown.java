package dev.oneway.docs;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a page as Markdown, as GitHub reads it. */
final class Markdown {
  private static final Pattern SPECIAL =
      Pattern.compile("[\\\\`*\\[\\]<>&|~]|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])");

  /** What would begin a list, a heading or a rule. */
  private static final Pattern LEADING = Pattern.compile("^(\\s*\\d*)([-+=#.)])");

  private static final Pattern TICKS = Pattern.compile("`+");

  private Markdown() {}

  static String of(Page page) {
    return "# "
        + line(Line.of(page.title()), false)
        + "\n\n"
        + page.blocks().stream().map(Markdown::block).collect(Collectors.joining("\n"));
  }

  private static String block(Block block) {
    if (block instanceof Block.Heading heading) {
      return "#".repeat(heading.level()) + " " + line(heading.line(), false) + "\n";
    }
    if (block instanceof Block.Paragraph paragraph) {
      return LEADING.matcher(line(paragraph.line(), false)).replaceFirst("$1\\\\$2") + "\n";
    }
    if (block instanceof Block.Facts facts) {
      return facts.facts().stream()
          .map(fact -> "- **" + fact.name() + "**: " + line(fact.line(), false) + "\n")
          .collect(Collectors.joining());
    }
    if (block instanceof Block.Code code) {
      return "```" + code.language() + "\n" + String.join("\n", code.lines()) + "\n```\n";
    }
    return table((Block.Table) block);
  }

  private static String table(Block.Table table) {
    StringBuilder text = new StringBuilder();
    text.append("| ").append(String.join(" | ", table.headings())).append(" |\n");
    text.append("|---".repeat(table.headings().size())).append("|\n");
    for (List<Line> row : table.rows()) {
      row.forEach(cell -> text.append("| ").append(line(cell, true)).append(' '));
      text.append("|\n");
    }
    return text.toString();
  }

  private static String line(Line line, boolean isCell) {
    return line.spans().stream().map(span -> span(span, isCell)).collect(Collectors.joining());
  }

  private static String span(Line.Span span, boolean isCell) {
    if (span instanceof Line.Span.Code code) {
      return isCell ? code(code.text()).replace("|", "\\|") : code(code.text());
    }
    String text = SPECIAL.matcher(span.text()).replaceAll("\\\\$0");
    return span instanceof Line.Span.Link link
        ? "[" + text + "](" + address(link.page()) + ".md)"
        : text;
  }

  /** Between more backticks than are inside. */
  private static String code(String text) {
    int longest =
        TICKS.matcher(text).results().mapToInt(run -> run.group().length()).max().orElse(0);
    String fence = "`".repeat(longest + 1);
    boolean padded = text.startsWith("`") || text.endsWith("`") || text.startsWith(" ");
    return padded ? fence + " " + text + " " + fence : fence + text + fence;
  }

  /** A file's name as a relative link. */
  static String address(String page) {
    return URLEncoder.encode(page, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
