package dev.oneway.mapping.value;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.oneway.record.Promise;
import dev.oneway.record.RecordJson;
import java.util.List;
import java.util.Map;

/** {@code type: json}: objects and arrays as they are; a text is read as JSON. */
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
      return WHOLE_TEXT.readValue(text);
    } catch (JsonProcessingException e) {
      throw refused(value);
    }
  }

  private static BadValue refused(Object value) {
    return BadValue.type(value, "an object, an array or a text of JSON");
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
