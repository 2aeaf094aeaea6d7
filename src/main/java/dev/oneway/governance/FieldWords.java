package dev.oneway.governance;

import dev.oneway.mapping.jsonata.Expression;
import dev.oneway.mapping.value.Constant;
import dev.oneway.mapping.value.FieldValue;
import dev.oneway.mapping.value.Origin;
import dev.oneway.mapping.value.Path;
import dev.oneway.mapping.value.Stage;
import dev.oneway.record.RecordJson;
import dev.oneway.record.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Says in one line what becomes of a value on its way. */
final class FieldWords {
  private FieldWords() {}

  static String of(FieldValue value) {
    List<String> work = new ArrayList<>();
    origin(value.origin(), work);
    value.stages().stream().map(Stage::says).filter(says -> !says.isEmpty()).forEach(work::add);
    if (value.blank().substitute() != Row.ABSENT) {
      work.add(RecordJson.write(value.blank().substitute()) + " when there is none");
    }
    if (value.blank().required()) {
      work.add("required");
    }
    return work.isEmpty() ? "as it is" : String.join("; ", work);
  }

  private static void origin(Origin origin, List<String> work) {
    if (origin instanceof Constant constant) {
      Object is = constant.read(Map.of());
      boolean given = constant.words().startsWith("given");
      work.add(given ? constant.words() : "always " + RecordJson.write(is));
    } else if (origin instanceof Expression expression) {
      work.add("`" + String.join(" ", expression.toString().strip().split("\\s+")) + "`");
    } else if (!(origin instanceof Path)) {
      work.add(origin.words());
    }
  }
}
