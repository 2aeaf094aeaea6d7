package dev.oneway.mapping.value;

import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/**
 * {@code strip-html}: the text a reader of a page sees, with a line for each block. A text without
 * {@code <} and {@code &} is no HTML and stays as it is.
 */
final class HtmlText implements NodeFilter {
  /** A page in memory takes up to a hundred times the room of its text. */
  private static final int MOST_CHARACTERS = 5_000_000;

  private static final Set<String> UNSEEN = Set.of("script", "style", "template");
  private static final Set<String> CELLS = Set.of("td", "th");
  private static final Pattern BEGIN_OF_TAG = Pattern.compile("<(?=[a-zA-Z])");

  private final StringBuilder out = new StringBuilder();
  private boolean lineEnds;
  private boolean wordEnds;
  private int preformatted;

  private HtmlText() {}

  static String of(String html) {
    if (html.indexOf('<') < 0 && html.indexOf('&') < 0) {
      return html;
    }
    if (html.length() > MOST_CHARACTERS) {
      throw BadValue.type(
          html, "a text of at most " + MOST_CHARACTERS + " characters to be read as HTML");
    }
    HtmlText text = new HtmlText();
    Jsoup.parse(withTextAtEnd(html)).body().filter(text);
    return text.out.toString();
  }

  /** A {@code <} that no {@code >} follows begins no tag; a parser would drop what stands there. */
  private static String withTextAtEnd(String html) {
    int closed = html.lastIndexOf('>') + 1;
    return html.substring(0, closed)
        + BEGIN_OF_TAG.matcher(html.substring(closed)).replaceAll("&lt;");
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (node instanceof TextNode text) {
      append(text.getWholeText());
    } else if (node instanceof Element element) {
      if (UNSEEN.contains(element.normalName())) {
        return FilterResult.SKIP_ENTIRELY;
      }
      edge(element);
      preformatted += element.nameIs("pre") ? 1 : 0;
    }
    return FilterResult.CONTINUE;
  }

  @Override
  public FilterResult tail(Node node, int depth) {
    if (node instanceof Element element) {
      edge(element);
      preformatted -= element.nameIs("pre") ? 1 : 0;
    }
    return FilterResult.CONTINUE;
  }

  private void edge(Element element) {
    if (CELLS.contains(element.normalName())) {
      wordEnds = true;
    } else {
      lineEnds |= element.isBlock() || element.nameIs("br");
    }
  }

  private void append(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (" \t\n\f\r".indexOf(c) < 0) {
        separate();
        out.append(c);
      } else {
        wordEnds = true;
        lineEnds |= preformatted > 0 && c == '\n';
      }
    }
  }

  private void separate() {
    if (!out.isEmpty() && (lineEnds || wordEnds)) {
      out.append(lineEnds ? '\n' : ' ');
    }
    lineEnds = false;
    wordEnds = false;
  }
}
