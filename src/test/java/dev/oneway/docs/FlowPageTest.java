package dev.oneway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.mapping.MappingFile;
import dev.oneway.mapping.model.MappingModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documents of flows, in Markdown and HTML. */
class FlowPageTest {
  private static final String ORDER =
      """
      source: { system: Sales, object: orders, owner: sales team }
      destination: { system: Warehouse, object: sales_orders }
      key: { order_id: id }
      changedAt: updated_at
      where: state != "draft"
      fields:
        customer: { from: customer, text: [trim, collapse], required: true }
        status:   { from: state, values: status }
        was:      { from: before, values: status }
        first_by: { from: clerk, on: create, default: nobody }
        comment:  { from: note, on: empty, null: keep }
        kind:     { value: web }
        seller:   { assign: round-robin, among: [ann, bob] }
      children:
        lines:
          each: items
          parent: { order: order_id }
          key: { line: line }
          missing: delete
          fields: { sku: sku }
      values:
        status: { N: new, "*": keep }
      examples:
        - name: a new order
          given: { id: 1, customer: Ann, state: N, updated_at: 2026-01-01T00:00:00Z }
          expect: { status: new }
          absent: comment
        - given: { id: 1, state: draft, updated_at: 2026-01-01T00:00:00Z }
          filtered: true
        - given: { id: 1, customer: null, state: N, updated_at: 2026-01-01T00:00:00Z }
          rejected: { category: missing, reason: is null }
      """;

  private static final String HOSTILE =
      """
      source: { system: "<script>alert(1)</script>", object: "a|b" }
      destination: { system: "*D* & _co_", object: d }
      key: { "x|y": "\\"`a``b`\\"" }
      fields:
        "two\\nlines": { expr: "a &\\n  \\"|\\"" }
        f: { from: f, values: { "<b>": "a|b" } }
      examples:
        - { name: "1 | <i>", given: { id: "</code>" }, rejected: "|" }
      """;

  @TempDir private Path folder;

  private static FlowPage.Way way(String flow, String purpose) {
    return new FlowPage.Way(flow, purpose, "routes/x.camel.yaml", List.of(), List.of());
  }

  private Page page(String mapping) throws IOException {
    Files.writeString(folder.resolve("m.yaml"), mapping);
    MappingModel model = MappingFile.compile(folder, "m", MappingFile.EXAMPLE_SETTINGS).model();
    return FlowPage.of(way("sales-orders", "Every hour."), List.of(model));
  }

  @Test
  void saysWhichFieldGoesWhereHowAndWhoOwnsIt() throws IOException {
    assertThat(page(ORDER).markdown().lines())
        .contains(
            "# sales-orders",
            "Every hour.",
            "## Sales `orders` to Warehouse `sales_orders`",
            "- **Source**: Sales `orders`, owned by sales team",
            "- **Destination**: Warehouse `sales_orders`",
            "- **Key**: `order_id`",
            "- **Changed at**: `updated_at`, as point in time, written in UTC",
            "- **Records**: those of which this is true: `state != \"draft\"`",
            "| `id` | as it is | `order_id` | Sales (sales team) |",
            "| `customer` | trim, collapse; required | `customer` | Sales (sales team) |",
            "| `state` | values as listed below | `status` | Sales (sales team) |",
            "| `clerk` | `\"nobody\"` when there is none | `first_by` | Warehouse, once it is created |",
            "| `note` | null keeps what the destination has | `comment` | whoever fills it first |",
            "| always `\"web\"` | as it is | `kind` | Sales (sales team) |",
            "| given out in turn: `[\"ann\",\"bob\"]` | as it is | `seller` | Oneway, which gives it out once"
                + " and remembers it |",
            "### Rows of `lines`",
            "- **A row for**: each element of `items`",
            "- **Belongs to**: the record: `order` is `order_id`",
            "- **Rows the record no longer has**: are deleted",
            "| `sku` | as it is | `sku` | Sales (sales team) |",
            "### Values of `status`, `was`",
            "| `N` | `\"new\"` |",
            "| any other | kept as they are |",
            "### Examples",
            "| a new order | `{\"id\":1,\"customer\":\"Ann\",\"state\":\"N\",\"updated_at\":\"2026-01-01T00:00:00Z\"}` | `status` `\"new\"`; `comment` absent |");
    assertThat(page(ORDER).markdown())
        .contains("| filtered: it isn't delivered |", "| rejected as `missing`: … is null … |");
  }

  @Test
  void isTheSameEachTime() throws IOException {
    assertThat(page(ORDER).markdown()).isEqualTo(page(ORDER).markdown());
    assertThat(page(ORDER).html()).isEqualTo(page(ORDER).html());
  }

  @Test
  void whatNamesHoldCantBreakTheMarkdown() throws IOException {
    String markdown = page(HOSTILE).markdown();
    assertThat(markdown)
        .contains(
            "## \\<script\\>alert(1)\\</script\\> `a|b` to \\*D\\* \\& \\_co\\_ `d`",
            "| `a & \"\\|\"` | as it is | `two lines` |",
            "| `<b>` | `\"a\\|b\"` |",
            "| 1 \\| \\<i\\> | `{\"id\":\"</code>\"}` | rejected: … \\| … |");
    markdown
        .lines()
        .filter(line -> line.startsWith("|"))
        .forEach(
            line ->
                assertThat(line.replace("\\|", "").chars().filter(c -> c == '|').count())
                    .as(line)
                    .isIn(3L, 4L, 5L));
  }

  @Test
  void whatNamesHoldCantBreakTheHtml() throws IOException {
    String html = page(HOSTILE).html();
    assertThat(html)
        .contains("<h2>&lt;script&gt;alert(1)&lt;/script&gt; <code>a|b</code>")
        .contains("<code>{&quot;id&quot;:&quot;&lt;/code&gt;&quot;}</code>")
        .doesNotContain("<script>", "<i>", "<b>");
  }

  @Test
  void theHtmlNeedsNoOtherFile() throws IOException {
    assertThat(page(ORDER).html())
        .startsWith("<!DOCTYPE html>")
        .contains("<meta charset=\"utf-8\">", "prefers-color-scheme: dark", "@media print")
        .doesNotContain("http://", "https://", "src=", "<link", "@import", "url(");
  }

  @Test
  void theIndexLinksToEachFlow() {
    IndexPage.Entry entry =
        new IndexPage.Entry("a b", "Does | this", "A", "B", List.of("m"), List.of("every hour"));
    Page index = IndexPage.of(List.of(entry));
    assertThat(index.markdown())
        .contains("| [a b](a%20b.md) | Does \\| this | A | B | `m` | every hour |");
    assertThat(index.html()).contains("<a href=\"a%20b.html\">a b</a>");
    assertThat(index.name()).isEqualTo("index");
  }

  @Test
  void aFlowWithoutMappingSaysSo() {
    assertThat(FlowPage.of(way("f", ""), List.of()).markdown())
        .isEqualTo(
            """
            # f

            - **Route**: `routes/x.camel.yaml`
            - **See also**: [all flows](index.md)

            This flow has no mapping.
            """);
  }

  @Test
  void saysWhenItStartsAndLinksToItsConnectors() {
    FlowPage.Way way =
        new FlowPage.Way("f", "", "f", List.of("every hour", "webhook /f"), List.of("pages", "x"));
    assertThat(FlowPage.of(way, List.of()).markdown())
        .contains(
            "- **Starts**: every hour, webhook /f\n",
            "- **Connectors**: [pages](connector-pages.md), [x](connector-x.md)\n");
  }

  @Test
  void saysWhatIsCheckedAndWhatNestedObjectsHold() throws IOException {
    String mapping =
        """
        source: { system: Sales, object: orders }
        destination: { system: Web, object: docs }
        key: { id: id }
        check: { expr: total >= 0, message: No debts, category: debt }
        contract: { unknown: reject }
        fields:
          no: { from: no, check: [{ pattern: '[0-9]+', message: Digits only }, { expr: $value != "0" }] }
          tags: { from: tags, split: ",", text: lower, values: { a: b } }
          lines:
            each: items
            on: create
            fields:
              sku: { from: sku, text: upper, values: { A: B } }
              at: { fields: { street: { template: "{s} {n}" } } }
        children:
          rows:
            each: rows
            parent: { doc: id }
            key: { n: n }
            fields: { box: { fields: { w: { from: w, type: integer } } } }
        """;

    assertThat(page(mapping).markdown().lines())
        .contains(
            "- **Refused**: as `debt` unless `total >= 0`: No debts",
            "- **Names in the source that aren't known**: the record is refused",
            "| `no` | must match \\[0-9\\]+, else refused as `check`: Digits only; must be one of which"
                + " the expression `$value != \"0\"` is true, else refused as `check` | `no` | Sales |",
            "| `tags` | split at \",\"; each element values as listed below, lower | `tags` | Sales |",
            "| `items` | as listed below | `lines` | Web, once it is created |",
            "### Inside `lines`",
            "- **An object for**: each element of `items`",
            "| `sku` | values as listed below; upper | `sku` | Web, once it is created |",
            "### Inside `lines.at`",
            "| the template `{s} {n}` | as it is | `street` | Web, once it is created |",
            "### Inside `rows.box`",
            "| `w` | as integer | `w` | Sales |",
            "### Values of `tags`",
            "### Values of `lines.sku`");
  }
}
