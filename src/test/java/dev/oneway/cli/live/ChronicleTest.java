package dev.oneway.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.app.Application;
import dev.oneway.demo.Demo;
import dev.oneway.flow.Entry;
import dev.oneway.record.MappedRecord;
import dev.oneway.run.Fate;
import dev.oneway.run.RunKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of a shipped flow when people work in its source. */
class ChronicleTest {
  private static final String FLOW = "hr-people-to-access-control";

  @TempDir private Path folder;
  private final List<Story> told = new ArrayList<>();

  @Test
  void firstACrowdArrivesThenWhatChangedWithHowItWasAndWhatWasCalled() {
    try (Demo demo = Demo.open(folder, List.of(FLOW));
        Application application = Application.start(Entry.ONCE, demo.settings())) {
      Chronicle chronicle = new Chronicle(told::add);
      application.books().addObserver(chronicle);
      application.listen(chronicle);
      application.loadFlow(FLOW);
      application.call(FLOW, RunKind.ONCE, null);
      assertThat(told).hasSize(1);
      Story.Many first = (Story.Many) told.get(0);
      assertThat(first.fates()).containsEntry(Fate.CREATED, 200L);
      assertThat(first.names()).hasSize(3).allMatch(name -> name.contains(" "));
      assertThat(first.calls().keySet())
          .anyMatch(call -> call.startsWith("sql:select * from people where updated_at >="))
          .contains("jdbc-upsert:access_people")
          .noneMatch(call -> call.contains("dataSource"));

      application.call(FLOW, RunKind.ONCE, null);
      assertThat(told.get(1)).isEqualTo(new Story.Nothing(FLOW, "read 200, unchanged 200"));

      told.clear();
      for (int change = 0; change < 3; change++) {
        demo.tick();
      }
      application.call(FLOW, RunKind.ONCE, null);
      assertThat(told)
          .isNotEmpty()
          .allSatisfy(story -> assertThatItTellsAChange((Story.One) story));
    }
  }

  private static void assertThatItTellsAChange(Story.One story) {
    MappedRecord record = story.outcome().record();
    if (story.outcome().fateOf() == Fate.CREATED) {
      assertThat(story.before()).isEmpty();
    } else {
      Map<String, Object> before = story.before().orElseThrow().source();
      assertThat(Differences.between(before, record.source())).isNotEmpty();
    }
    assertThat(story.calls()).containsEntry("jdbc-upsert:access_people", 1);
  }
}
