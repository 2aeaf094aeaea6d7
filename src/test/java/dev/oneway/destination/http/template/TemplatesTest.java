package dev.oneway.destination.http.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.http.RequestBody;
import dev.oneway.record.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a record looks like in a URL and in a body. */
class TemplatesTest {
  private final Map<String, Object> values = new LinkedHashMap<>();

  private Object value(Placeholder placeholder) {
    String name = placeholder.toString().replaceAll("[${}]|:.*", "");
    return values.getOrDefault(name, Row.ABSENT);
  }

  private String json(String template) throws IOException {
    return text(BodyFormat.JSON, template);
  }

  private String text(BodyFormat format, String template) throws IOException {
    return new String(bytes(format, template), StandardCharsets.UTF_8);
  }

  private byte[] bytes(BodyFormat format, String template) throws IOException {
    Object document =
        BodyTemplate.parse("body", template, Placeholder.OF_A_BODY).render(this::value);
    RequestBody body = format.body(document, null);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    body.writeTo(out);
    assertThat(body.length()).isEqualTo(out.size());
    return out.toByteArray();
  }

  private String url(String line) throws UnwritableException {
    return RequestLine.parse(
            "lookup", line, URI.create("https://api.example.com/v1/"), Placeholder.OF_A_LOOKUP)
        .url(this::value)
        .toString();
  }

  @Test
  void aTextThatIsANumberIsOneWhereTheTemplateSaysSo() throws IOException {
    values.put("field.a", "35897443");
    values.put("field.b", "-1.50");
    values.put("field.c", "12a");
    values.put("field.d", 7L);
    values.put("field.e", null);
    assertThat(
            json(
                "{\"a\":\"${field.a:number}\",\"b\":\"${field.b:number}\",\"c\":\"${field.c:number}\","
                    + "\"d\":\"${field.d:number}\",\"e\":\"${field.e:number}\",\"f\":\"${field.f:number}\"}"))
        .isEqualTo("{\"a\":35897443,\"b\":-1.50,\"c\":\"12a\",\"d\":7,\"e\":null}");
  }

  @Test
  void aLonePlaceholderKeepsItsTypeAndIsLeftOutWithoutAValue() throws IOException {
    values.put("key", "k");
    values.put("field.n", 7L);
    values.put("field.none", null);
    assertThat(
            json(
                """
                { "a": "${field.n}", "b": "${field.none}", "c": "${field.absent}",
                  "d": "no ${field.n} of ${key}", "e": [ "${field.absent}", true ] }"""))
        .isEqualTo("{\"a\":7,\"b\":null,\"d\":\"no 7 of k\",\"e\":[true]}");
  }

  @Test
  void fieldsAreSpreadAmongTheMembersAroundThemAndListsAmongElements() throws IOException {
    values.put("fields", Map.of("name", "Ann"));
    values.put("fieldNames", List.of("name", "mail"));
    assertThat(json("{ \"id\": 1, \"...\": \"${fields}\", \"f\": [ \"id\", \"${fieldNames}\" ] }"))
        .isEqualTo("{\"id\":1,\"name\":\"Ann\",\"f\":[\"id\",\"name\",\"mail\"]}");
  }

  @Test
  void valuesAreWrittenAsTheyAre() throws IOException {
    List<Object> all =
        Arrays.asList(
            new BigDecimal("19.90"),
            new BigInteger("123456789012345678901234567890"),
            OffsetDateTime.parse("2026-01-01T12:00+02:00"),
            Instant.parse("2026-01-01T12:00:00.5Z"),
            LocalDate.parse("2026-01-01"),
            new byte[] {1, 2, 3},
            "q\"\\é\uD83D",
            null);
    values.put("field.all", all);
    assertThat(json("\"${field.all}\""))
        .isEqualTo(
            "[19.90,123456789012345678901234567890,\"2026-01-01T12:00:00+02:00\",\"2026-01-01T12:00:00.500Z\",\"2026-01-01\",\"AQID\",\"q\\\"\\\\é\\uD83D\",null]");
  }

  @Test
  void aFormIsNestedInBrackets() throws IOException {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", "A&B é");
    fields.put("address", Map.of("city", "Rome"));
    fields.put("tags", List.of("x", "y"));
    fields.put("note", null);
    values.put("fields", fields);
    assertThat(text(BodyFormat.FORM, "\"${fields}\""))
        .isEqualTo("name=A%26B+%C3%A9&address%5Bcity%5D=Rome&tags%5B0%5D=x&tags%5B1%5D=y&note=");
  }

  @Test
  void binaryIsAFileOfAMultipartByteForByte() throws IOException {
    byte[] file = {0, 13, 10, (byte) 0xFF};
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("na\"me", "Ann");
    fields.put("photo", file);
    values.put("fields", fields);
    String sent =
        new String(bytes(BodyFormat.MULTIPART, "\"${fields}\""), StandardCharsets.ISO_8859_1);
    assertThat(sent)
        .contains("name=\"na%22me\"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nAnn\r\n")
        .contains("name=\"photo\"; filename=\"photo\"\r\nContent-Type: application/octet-stream")
        .contains("\r\n\r\n" + new String(file, StandardCharsets.ISO_8859_1) + "\r\n--oneway-");
  }

  @Test
  void noValueOfAUrlCanLeadElsewhere() throws UnwritableException {
    values.put("key", "a/../b?c=d&e#f é");
    assertThat(url("GET /x y/${key}?q=1 2&k=${key}"))
        .isEqualTo(
            "https://api.example.com/v1/x%20y/a%2F..%2Fb%3Fc%3Dd%26e%23f%20%C3%A9?q=1%202&k=a%2F..%2Fb%3Fc%3Dd%26e%23f%20%C3%A9");
    for (String step : List.of("", ".", "..")) {
      values.put("key", step);
      assertThatThrownBy(() -> url("GET /x/${key}")).isInstanceOf(UnwritableException.class);
    }
  }

  @Test
  void aRequestMayNameAServerOfItsOwnAndNoValueLeadsToAnother() throws UnwritableException {
    values.put("key", "@evil.example.com/x");
    assertThat(url("POST https://upload.example.com:8443/files/${key}?a=1"))
        .isEqualTo("https://upload.example.com:8443/files/%40evil.example.com%2Fx?a=1");
    assertThat(url("POST https://upload.example.com")).isEqualTo("https://upload.example.com");
    assertThatThrownBy(() -> url("POST https://upload.example.com${key}"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noValueBreaksOutOfAQuotedText() throws UnwritableException {
    values.put("keys", List.of("O'Hara", "back\\slash", "') OR (Id != '"));
    values.put("match", List.of());
    String url = url("GET /query?q=SELECT Id WHERE E IN (${keys:soql}) OR M IN (${match:soql})");
    assertThat(URI.create(url).getQuery())
        .isEqualTo(
            "q=SELECT Id WHERE E IN ('O\\'Hara','back\\\\slash','\\') OR (Id != \\'') OR M IN ('(none)')");
    values.put("match", List.of("\" or userName pr or \"\\"));
    assertThat(URI.create(url("GET /Users?filter=userName eq ${match:json}")).getQuery())
        .isEqualTo("filter=userName eq \"\\\" or userName pr or \\\"\\\\\"");
  }
}
