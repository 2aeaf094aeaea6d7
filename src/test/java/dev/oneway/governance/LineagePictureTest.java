package dev.oneway.governance;

import static dev.oneway.governance.Folder.keyed;
import static dev.oneway.governance.Folder.mapping;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.flow.FlowFiles;
import dev.oneway.governance.LineageLayout.Box;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The pictures of all flows. */
class LineagePictureTest {
  private static final Lineage SHIPPED =
      Lineage.of(FlowFiles.in(Path.of("routes"), Path.of("mappings")));

  @TempDir private Path path;

  private static Document svg(Lineage lineage) throws Exception {
    byte[] text = LineageSvg.of(lineage).getBytes(StandardCharsets.UTF_8);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text));
  }

  private static List<Element> all(Document svg, String tag, String look) {
    List<Element> found = new ArrayList<>();
    NodeList nodes = svg.getElementsByTagName(tag);
    for (int i = 0; i < nodes.getLength(); i++) {
      Element element = (Element) nodes.item(i);
      if (element.getAttribute("class").equals(look)) {
        found.add(element);
      }
    }
    return found;
  }

  @Test
  void everyObjectAndEveryWayOfTheShippedFlowsIsInThePicture() throws Exception {
    Document svg = svg(SHIPPED);
    assertThat(all(svg, "text", "title"))
        .hasSize(SHIPPED.objects().size())
        .extracting(Element::getTextContent)
        .contains("HubSpot contact", "Salesforce Lead", "Access control access_people");
    assertThat(svg.getElementsByTagName("path").getLength() - all(svg, "path", "end").size())
        .isEqualTo(SHIPPED.writes().stream().mapToInt(write -> write.sources().size()).sum());
  }

  @Test
  void noObjectStandsOnAnotherOrOutsideOfThePicture() {
    LineageLayout layout = LineageLayout.of(SHIPPED, 70);
    List<Box> boxes = layout.boxes();
    for (Box box : boxes) {
      assertThat(box.y()).isGreaterThanOrEqualTo(70);
      assertThat(box.x() + box.width()).isLessThanOrEqualTo(layout.width());
      assertThat(box.y() + box.height()).isLessThanOrEqualTo(layout.height());
      assertThat(boxes).filteredOn(other -> !other.equals(box) && overlap(box, other)).isEmpty();
    }
  }

  private static boolean overlap(Box one, Box other) {
    return one.x() < other.x() + other.width()
        && other.x() < one.x() + one.width()
        && one.y() < other.y() + other.height()
        && other.y() < one.y() + one.height();
  }

  @Test
  void dataGoesFromLeftToRightAndTheOtherWayOfAHybridBack() throws Exception {
    Lineage lineage =
        new Folder(path)
            .flow("a-to-b", keyed("A x", "B <&> y", "id: id", "f: f", "g: { from: g, on: create }"))
            .flow("b-to-a", keyed("B <&> y", "A x", "nr: nr", "h: h"))
            .lineage();
    Document svg = svg(lineage);
    assertThat(all(svg, "path", "field")).hasSize(1);
    assertThat(all(svg, "path", "some")).hasSize(1);
    assertThat(all(svg, "path", "key")).hasSize(2);
    assertThat(all(svg, "path", "back")).hasSize(1);
    assertThat(LineageLayout.of(lineage, 0).boxes())
        .extracting(box -> box.column() + " " + box.title())
        .containsExactly("0 A x", "1 B <&> y");
  }

  @Test
  void theDiagramHasEveryObjectAndEveryWay() {
    Lineage lineage =
        new Folder(path)
            .flow("a-to-b", mapping("A x", "B y", "f: f", "g: { from: f, on: empty }"))
            .lineage();
    assertThat(LineageMermaid.of(lineage))
        .isEqualTo(
            """
            flowchart LR
              subgraph o0["A x"]
                f0["id"]
                f1["f"]
              end
              subgraph o2["B y"]
                f2["id"]
                f3["f"]
                f4["g"]
              end
              f0 -.-> f2
              f1 --> f3
              f1 -->|empty fields| f4
            """);
    assertThat(LineageMermaid.of(SHIPPED).lines().filter(line -> line.contains("subgraph")))
        .hasSize(SHIPPED.objects().size());
  }
}
