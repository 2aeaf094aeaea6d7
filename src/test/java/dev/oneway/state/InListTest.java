package dev.oneway.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InListTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 16, 17, 100, 500, 1000, 1024, 1025, 5000})
  void everyTextIsInExactlyOnePart(int count) {
    List<String> texts = IntStream.range(0, count).mapToObj(Integer::toString).toList();
    Set<String> seen = new LinkedHashSet<>();
    InList.forEachPart(
        texts, part -> new LinkedHashSet<>(part).forEach(t -> assertThat(seen.add(t)).isTrue()));
    assertThat(seen).containsExactlyElementsOf(texts);
  }

  @Test
  void chunksOfAnySizeNeedFewStatements() {
    Set<String> statements = new LinkedHashSet<>();
    for (int count = 1; count <= 3000; count++) {
      List<String> texts = new ArrayList<>(java.util.Collections.nCopies(count, "x"));
      InList.forEachPart(texts, part -> statements.add(InList.placeholders(part)));
    }
    assertThat(statements).hasSize(9).contains("(?)");
  }
}
