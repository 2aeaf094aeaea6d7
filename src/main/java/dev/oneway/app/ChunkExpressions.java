package dev.oneway.app;

import dev.oneway.run.ChunkExpression;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.spi.BeanRepository;

/** Answers {@code ref: { expression: chunk500 }} for every size from 1 to 99999. */
final class ChunkExpressions implements BeanRepository {
  private static final Pattern NAME = Pattern.compile("chunk([1-9][0-9]{0,4})");

  @Override
  public Object lookupByName(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches() ? new ChunkExpression(Integer.parseInt(matcher.group(1))) : null;
  }

  @Override
  public <T> T lookupByNameAndType(String name, Class<T> type) {
    return type.isAssignableFrom(ChunkExpression.class) ? type.cast(lookupByName(name)) : null;
  }

  @Override
  public <T> Map<String, T> findByTypeWithName(Class<T> type) {
    return Map.of();
  }

  @Override
  public <T> Set<T> findByType(Class<T> type) {
    return Set.of();
  }
}
