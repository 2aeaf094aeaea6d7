package dev.oneway.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.deser.std.UntypedObjectDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.Temporal;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * JSON as records need it: integers become Long or BigInteger, decimals BigDecimal (never Double,
 * trailing zeros kept), texts stay as they are, objects keep their order.
 *
 * <p>Binary values and java.time values have no JSON form of their own: they are written as {@code
 * {"$binary": base64}} and ISO-8601 text, in a record that shall come back as {@code {"$time":
 * text, "$type": class}}. A text may have any length, as a document in base64 has. Threads may
 * share it.
 */
public final class RecordJson {
  /**
   * Sources read JSON to a depth of 1000 levels, be it a page or a column, and put what they read
   * into records, as mappings put it into fields.
   */
  private static final int DEEPEST_WRITTEN = 2000;

  private static final String BINARY = "$binary";
  private static final String TIME = "$time";
  private static final String TYPE = "$type";
  private static final TypeReference<LinkedHashMap<String, Object>> RECORD =
      new TypeReference<>() {};

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
                  .streamWriteConstraints(
                      StreamWriteConstraints.builder().maxNestingDepth(DEEPEST_WRITTEN).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .addModule(
              new SimpleModule()
                  .addDeserializer(Object.class, new ValueDeserializer())
                  .addSerializer(byte[].class, new BinarySerializer())
                  .addSerializer(Temporal.class, new TextSerializer()))
          .build();

  /** Knows the values JSON has no form for, so that a record comes back as it was. */
  private static final JsonMapper RECORDS =
      MAPPER
          .rebuild()
          .addModule(new SimpleModule("times").addSerializer(Temporal.class, new TimeSerializer()))
          .build();

  static {
    RECORDS
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxStringLength(Integer.MAX_VALUE)
                .maxNestingDepth(DEEPEST_WRITTEN)
                .build());
  }

  private RecordJson() {}

  /** The mapper itself, for streaming reads. Never reconfigure it. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /** One line of JSON that any encoding of Unicode keeps as it is; times are texts. */
  public static String write(Object value) {
    return write(MAPPER, value);
  }

  /** One line of JSON that {@link #readRecord(String)} makes an equal record of. */
  public static String writeRecord(Map<String, Object> record) {
    return write(RECORDS, record);
  }

  private static String write(JsonMapper mapper, Object value) {
    try {
      return Characters.escapedIn(mapper.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a record holds a value that JSON can't express", e);
    }
  }

  /** The same as {@link #write(Object)} on indented lines, for people. */
  public static String writePretty(Object value) {
    try {
      return Characters.escapedIn(
          MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a record holds a value that JSON can't express", e);
    }
  }

  /**
   * The object that begins at the parser's current token, with the values JSON has no form for.
   *
   * @param in a parser of {@link #mapper()}
   * @throws IOException when it isn't JSON, or can't be read
   */
  public static Map<String, Object> readRecord(JsonParser in) throws IOException {
    Map<String, Object> record = MAPPER.readValue(in, RECORD);
    record.replaceAll((name, value) -> valueBack(value));
    return record;
  }

  /**
   * @throws IllegalArgumentException when it isn't a JSON object; the message names the place,
   *     never the content
   */
  public static Map<String, Object> readRecord(String json) {
    try {
      Map<String, Object> record = RECORDS.readValue(json, RECORD);
      if (record == null) {
        throw new IllegalArgumentException("not a JSON object, but null");
      }
      record.replaceAll((name, value) -> valueBack(value));
      return record;
    } catch (JsonProcessingException e) {
      // Without the cause: its message quotes what it stumbled over.
      throw new IllegalArgumentException("not a JSON object" + placeOf(e.getLocation()));
    }
  }

  private static String placeOf(JsonLocation location) {
    return location == null
        ? ""
        : ": line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  @SuppressWarnings("unchecked")
  private static Object valueBack(Object value) {
    if (value instanceof List<?> list) {
      ((List<Object>) list).replaceAll(RecordJson::valueBack);
    } else if (value instanceof Map<?, ?> map) {
      if (map.size() == 1 && map.get(BINARY) instanceof String base64) {
        return decoded(base64).<Object>map(bytes -> bytes).orElse(map);
      }
      if (map.size() == 2 && map.get(TIME) instanceof String text) {
        return timeBack(String.valueOf(map.get(TYPE)), text).orElse(map);
      }
      ((Map<String, Object>) map).replaceAll((name, inner) -> valueBack(inner));
    }
    return value;
  }

  private static Optional<Object> timeBack(String type, String text) {
    try {
      return switch (type) {
        case "LocalDate" -> Optional.of(LocalDate.parse(text));
        case "LocalTime" -> Optional.of(LocalTime.parse(text));
        case "LocalDateTime" -> Optional.of(LocalDateTime.parse(text));
        case "OffsetDateTime" -> Optional.of(OffsetDateTime.parse(text));
        case "Instant" -> Optional.of(Instant.parse(text));
        default -> Optional.empty();
      };
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<byte[]> decoded(String base64) {
    try {
      return Optional.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** With USE_LONG_FOR_INTS alone, Jackson refuses integers beyond 64 bits. */
  private static final class ValueDeserializer extends UntypedObjectDeserializer {
    private static final long serialVersionUID = 1L;

    ValueDeserializer() {
      super(null, (JavaType) null);
    }

    @Override
    protected Object _coerceIntegral(JsonParser in, DeserializationContext context)
        throws IOException {
      return in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
          ? in.getBigIntegerValue()
          : (Object) in.getLongValue();
    }
  }

  private static final class TextSerializer extends JsonSerializer<Temporal> {
    @Override
    public void serialize(Temporal time, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(IsoTime.text(time));
    }
  }

  private static final class TimeSerializer extends JsonSerializer<Temporal> {
    @Override
    public void serialize(Temporal time, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeStartObject();
      out.writeStringField(TIME, IsoTime.text(time));
      out.writeStringField(TYPE, time.getClass().getSimpleName());
      out.writeEndObject();
    }
  }

  private static final class BinarySerializer extends JsonSerializer<byte[]> {
    @Override
    public void serialize(byte[] bytes, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeStartObject();
      out.writeStringField(BINARY, Base64.getEncoder().encodeToString(bytes));
      out.writeEndObject();
    }
  }
}
