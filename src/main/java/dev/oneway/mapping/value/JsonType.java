package dev.oneway.mapping.value;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.oneway.record.Promise;
import dev.oneway.record.RecordJson;
import java.util.List;
import java.util.Map;

/** {@code type: json}: objects and arrays as they are, or read from their JSON text. */
public final class JsonType implements Stage {
  private static final ObjectReader WHOLE_TEXT =
      RecordJson.mapper()
          .readerFor(Object.class)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  @Override
  public Object apply(Object value) {
    if (value instanceof Map<?, ?> || value instanceof List<?>) {
      return RowValue.ANY.apply(value);
    }
    if (!(value instanceof String text)) {
      throw refused(value);
    }
    if (text.isBlank()) {
      return null;
    }
    try {
      Object read = WHOLE_TEXT.readValue(text);
      if (read == null || read instanceof Map<?, ?> || read instanceof List<?>) {
        return read;
      }
      throw refused(value);
    } catch (JsonProcessingException e) {
      throw refused(value);
    }
  }

  private static BadValue refused(Object value) {
    return BadValue.type(value, "an object or an array, or the JSON text of one");
  }

  @Override
  public String says() {
    return "as JSON";
  }

  @Override
  public Promise promised(Promise given) {
    return Promise.of(Promise.Kind.JSON);
  }
}
