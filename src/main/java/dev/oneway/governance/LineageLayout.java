package dev.oneway.governance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the objects stand in a picture: what is connected in one band, from left to right in the
 * direction of the data. All measures are pixels. Immutable once made.
 */
final class LineageLayout {
  static final int ROW = 18;
  static final int HEADER = 40;
  private static final double LETTER = 7.3;
  private static final int PADDING = 24;
  private static final int BETWEEN_COLUMNS = 150;
  private static final int BETWEEN_BOXES = 24;
  private static final int BETWEEN_BANDS = 36;
  private static final int NARROWEST = 150;

  /**
   * An object with its fields.
   *
   * @param note what stands below its name: the flows that write it, or who owns it
   */
  record Box(
      int column, int x, int y, int width, String title, String note, List<SystemField> fields) {
    int height() {
      return HEADER + ROW * fields.size() + 6;
    }

    /** The middle of a field's row. */
    int rowOf(SystemField field) {
      int index = 0;
      while (!fields.get(index).id().equals(field.id())) {
        index++;
      }
      return y + HEADER + index * ROW + ROW / 2;
    }
  }

  private final Lineage lineage;
  private final Map<String, List<SystemField>> objects;
  private final Map<String, Set<String>> before = new HashMap<>();
  private final Map<String, Integer> columns = new HashMap<>();
  private final Map<String, Box> boxes = new LinkedHashMap<>();
  private int width;
  private int height;

  private LineageLayout(Lineage lineage) {
    this.lineage = lineage;
    this.objects = lineage.objects();
  }

  /**
   * @param top the height that is left free above
   */
  static LineageLayout of(Lineage lineage, int top) {
    LineageLayout layout = new LineageLayout(lineage);
    layout.height = top;
    layout.order();
    layout.bands().forEach(layout::place);
    return layout;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  List<Box> boxes() {
    return List.copyOf(boxes.values());
  }

  Box boxOf(SystemField field) {
    return boxes.get(field.objectId());
  }

  /** The objects that are connected with one another, each set in the order of the flows. */
  private List<List<String>> bands() {
    Map<String, Set<String>> bandOf = new HashMap<>();
    objects.keySet().forEach(id -> bandOf.put(id, new LinkedHashSet<>(List.of(id))));
    for (Write write : lineage.writes()) {
      for (SystemField source : write.sources()) {
        Set<String> one = bandOf.get(source.objectId());
        Set<String> other = bandOf.get(write.field().objectId());
        if (one != other) {
          one.addAll(other);
          other.forEach(id -> bandOf.put(id, one));
        }
      }
    }
    List<List<String>> bands = new ArrayList<>();
    Set<String> placed = new HashSet<>();
    for (String id : objects.keySet()) {
      if (!placed.contains(id)) {
        bands.add(objects.keySet().stream().filter(bandOf.get(id)::contains).toList());
        placed.addAll(bandOf.get(id));
      }
    }
    return bands;
  }

  private void place(List<String> band) {
    int last = band.stream().mapToInt(this::column).max().orElse(0);
    int x = PADDING;
    int bottom = height;
    for (int column = 0; column <= last; column++) {
      int at = column;
      List<String> stack = band.stream().filter(id -> columns.get(id) == at).toList();
      int boxWidth = stack.stream().mapToInt(this::width).max().orElse(0);
      int y = height;
      for (String id : stack) {
        Box box = box(id, column, x, y, boxWidth);
        boxes.put(id, box);
        y += box.height() + BETWEEN_BOXES;
      }
      bottom = Math.max(bottom, y - BETWEEN_BOXES);
      x += boxWidth + BETWEEN_COLUMNS;
    }
    width = Math.max(width, x - BETWEEN_COLUMNS + PADDING);
    height = bottom + BETWEEN_BANDS;
  }

  /** One more than that of what it is made of. */
  private int column(String id) {
    Integer known = columns.get(id);
    if (known != null) {
      return known;
    }
    int column =
        before.getOrDefault(id, Set.of()).stream().mapToInt(it -> column(it) + 1).max().orElse(0);
    columns.put(id, column);
    return column;
  }

  /** What stands left of an object; a way that leads back, after those before it, doesn't count. */
  private void order() {
    for (Write write : lineage.writes()) {
      String to = write.field().objectId();
      for (SystemField source : write.sources()) {
        if (!isBefore(to, source.objectId())) {
          before.computeIfAbsent(to, id -> new LinkedHashSet<>()).add(source.objectId());
        }
      }
    }
  }

  private boolean isBefore(String one, String other) {
    return one.equals(other)
        || before.getOrDefault(other, Set.of()).stream().anyMatch(it -> isBefore(one, it));
  }

  private int width(String id) {
    SystemField any = objects.get(id).get(0);
    int longest =
        Stream.concat(
                Stream.of(any.objectName(), note(id)),
                objects.get(id).stream().map(SystemField::name))
            .mapToInt(String::length)
            .max()
            .orElse(0);
    return Math.max(NARROWEST, (int) (longest * LETTER) + PADDING);
  }

  private Box box(String id, int column, int x, int y, int boxWidth) {
    List<SystemField> fields = objects.get(id);
    return new Box(column, x, y, boxWidth, fields.get(0).objectName(), note(id), fields);
  }

  private String note(String id) {
    List<String> flows =
        lineage.writes().stream()
            .filter(write -> write.field().objectId().equals(id))
            .map(write -> write.flow().name())
            .distinct()
            .toList();
    return flows.isEmpty() ? owner(id).orElse("") : String.join(", ", flows);
  }

  private Optional<String> owner(String id) {
    return lineage.flows().stream()
        .flatMap(flow -> flow.mappings().stream())
        .filter(mapping -> WriteReader.whole(mapping.source()).objectId().equals(id))
        .flatMap(mapping -> mapping.source().owner().stream())
        .findFirst()
        .map(owner -> "owned by " + owner);
  }
}
