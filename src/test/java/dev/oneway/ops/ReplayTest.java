package dev.oneway.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oneway.deadletter.DeadLetter;
import dev.oneway.deadletter.DeadLetterFilter;
import dev.oneway.flows.Sabotage;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Sql;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters are delivered again by a button. */
class ReplayTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String ALL = "/api/dead-letters/replay";

  @TempDir private Path folder;
  private String target;
  private OpsHouse house;

  @BeforeEach
  void threeAreRefused() {
    Sabotage.none();
    target = "jdbc:sqlite:" + folder.resolve("target.db");
    house = new OpsHouse(folder).sabotaged().start();
    for (int id = 1; id <= 3; id++) {
      house.add("people", id, "Nobody");
    }
    house.run(OpsHouse.PEOPLE);
    assertThat(waiting()).hasSize(3);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private List<DeadLetter> waiting() {
    return house.application().deadLetters().list(DeadLetterFilter.waiting(10));
  }

  private void mendTheDestination() {
    Sql.execute(target, "DROP TABLE people");
    Sql.execute(target, "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT)");
  }

  private static String ofPeople(String more) {
    return "{\"flow\": \"" + OpsHouse.PEOPLE + "\"" + more + "}";
  }

  private List<RunSummary> replays() {
    return house.application().books().log().latestOf(OpsHouse.PEOPLE, 10).stream()
        .filter(run -> run.kind().equals("replay"))
        .toList();
  }

  private void awaitReplays(int count) {
    await()
        .atMost(SOON)
        .until(
            () ->
                replays().size() == count
                    && replays().stream().allMatch(run -> run.state() == RunState.DONE));
  }

  @Test
  void oneIsDeliveredOnceTheDestinationTakesIt() {
    String path = "/api/dead-letters/" + waiting().get(0).id() + "/replay";
    HttpResponse<String> answer = house.post(path, "{}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    assertThat(answer.body()).contains("\"flow\":\"" + OpsHouse.PEOPLE + "\"");
    awaitReplays(1);
    assertThat(waiting()).hasSize(3);

    mendTheDestination();
    await().atMost(SOON).until(() -> house.post(path, "{}").statusCode() == 202);
    awaitReplays(2);
    assertThat(waiting()).hasSize(2);
    assertThat(Sql.rows(target, "SELECT COUNT(*) FROM people")).containsExactly("1");
    assertThat(house.post(path, "{}").statusCode()).isEqualTo(409);
    assertThat(house.json("/api/audit").toString()).contains("replay dead letter");
    assertThat(house.get("/metrics").body())
        .contains("oneway_records_total{fate=\"created\",flow=\"" + OpsHouse.PEOPLE + "\"} 1.0");
  }

  @Test
  void allOfACategoryAreDeliveredAndNoOthers() {
    assertThat(house.post(ALL, ofPeople(", \"category\": \"missing\"")).statusCode())
        .isEqualTo(409);
    mendTheDestination();
    String category = waiting().get(0).category();
    assertThat(house.post(ALL, ofPeople(", \"category\": \"" + category + "\"")).statusCode())
        .isEqualTo(202);
    awaitReplays(1);
    assertThat(waiting()).isEmpty();
    assertThat(Sql.rows(target, "SELECT COUNT(*) FROM people")).containsExactly("3");
  }

  @Test
  void whatIsWrongIsSaidAtOnce() {
    assertThat(house.post(ALL, "{}").statusCode()).isEqualTo(400);
    assertThat(house.post(ALL, "{\"flow\": 1}").statusCode()).isEqualTo(400);
    assertThat(house.post(ALL, "{\"flow\": \"peple-to-target\"}").body())
        .contains("Did you mean `people-to-target`?");
    assertThat(house.post(ALL, ofPeople(", \"categry\": \"x\"")).body())
        .contains("Did you mean `category`?");
    assertThat(house.post("/api/dead-letters/x/replay", "{}").statusCode()).isEqualTo(404);

    String route = "routes/" + OpsHouse.PEOPLE + ".camel.yaml";
    house.home.write(route, "- route: {}\n");
    HttpResponse<String> broken = house.post(ALL, ofPeople(""));
    assertThat(broken.statusCode()).isEqualTo(409);
    assertThat(broken.body()).contains(OpsHouse.PEOPLE + ".camel.yaml: the route has no `from`.");
  }

  @Test
  void oneGoesOnAtATimeAndEndsWhenTheServiceDoes() throws Exception {
    CountDownLatch pressedAgain = new CountDownLatch(1);
    Sabotage.at(1, () -> await().atMost(SOON).until(() -> pressedAgain.getCount() == 0));
    assertThat(house.post(ALL, ofPeople("")).statusCode()).isEqualTo(202);
    HttpResponse<String> second = house.post(ALL, ofPeople(""));
    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(second.body()).contains("goes on");
    Thread closing = new Thread(house::close);
    closing.start();
    pressedAgain.countDown();
    closing.join(SOON.toMillis());
    assertThat(closing.isAlive()).isFalse();
    house.start();
    assertThat(replays()).noneMatch(run -> run.state() == RunState.RUNNING);
  }
}
