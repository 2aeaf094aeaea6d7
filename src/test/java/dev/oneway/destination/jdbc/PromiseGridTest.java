package dev.oneway.destination.jdbc;

import static dev.oneway.destination.jdbc.Orders.promised;
import static dev.oneway.destination.jdbc.Orders.record;
import static dev.oneway.destination.jdbc.Orders.shape;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.destination.Inspection;
import dev.oneway.fault.Fault;
import dev.oneway.record.Field;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.Promise.Kind;
import dev.oneway.record.Shape;
import dev.oneway.record.WriteWhen;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Kind × type of column: the check refuses just what no write of such a value ever stores. */
class PromiseGridTest extends DatabaseTest {
  private static final Map<Kind, List<Object>> WITNESSES = new EnumMap<>(Kind.class);

  static {
    BigInteger digits = new BigInteger("10203040506070809010203040506070");
    WITNESSES.put(
        Kind.TEXT,
        List.of(
            "1",
            "true",
            "2026-01-31",
            "10:15",
            "{}",
            "x'00'",
            "(1,2)",
            "10.0.0.1",
            "[1,2)",
            "red",
            "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"));
    WITNESSES.put(Kind.INTEGER, List.of(0L, 1L, 101L, 101500L, 20260131L, digits));
    WITNESSES.put(
        Kind.DECIMAL,
        List.of(
            new BigDecimal("1"),
            new BigDecimal("1.50"),
            new BigDecimal("101"),
            new BigDecimal("101500"),
            new BigDecimal("20260131"),
            new BigDecimal(digits)));
    WITNESSES.put(Kind.BOOLEAN, List.of(true, false));
    WITNESSES.put(Kind.DATE, List.of(LocalDate.of(2026, 1, 31), LocalDate.of(1999, 12, 1)));
    WITNESSES.put(
        Kind.INSTANT,
        List.of(
            Instant.parse("2026-01-31T10:15:30Z"),
            Instant.EPOCH,
            OffsetDateTime.parse("2026-01-31T10:15:30.5+05:30")));
    WITNESSES.put(
        Kind.JSON,
        List.of(
            List.of(), List.of(1L), List.of(1L, 2L), List.of("x"), Map.of(), Map.of("a", true)));
    WITNESSES.put(
        Kind.BINARY,
        List.of(new byte[] {0, 1, -1}, "hello".getBytes(StandardCharsets.UTF_8), new byte[16]));
  }

  private static Map<String, Set<Kind>> none(List<String> types) {
    return types.stream()
        .collect(
            toMap(type -> type, type -> EnumSet.noneOf(Kind.class), (a, b) -> a, TreeMap::new));
  }

  private static Shape grid(List<String> types, Kind kind) {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("id", true, WriteWhen.ALWAYS, 1, 1));
    for (int i = 0; i < types.size(); i++) {
      fields.add(promised("c" + i, i + 2, kind));
    }
    return new Shape("mappings/x.yaml", "grid", fields, List.of());
  }

  /** The kinds the check refuses, by type. */
  private static Map<String, Set<Kind>> refusedByCheck(Database database, List<String> types) {
    Map<String, Set<Kind>> refused = none(types);
    for (Kind kind : WITNESSES.keySet()) {
      Inspection inspection = new JdbcUpsert(database.pool(), "grid").inspect(grid(types, kind));
      assertThat(inspection).isInstanceOf(Inspection.Examined.class);
      for (Fault fault : ((Inspection.Examined) inspection).faults()) {
        refused.get(types.get(fault.line() - 2)).add(kind);
      }
    }
    return refused;
  }

  /** The kinds of which no value could be written, by type. */
  private static Map<String, Set<Kind>> refusedByWriting(Database database, List<String> types)
      throws Exception {
    Map<String, Set<Kind>> refused = none(types);
    for (int i = 0; i < types.size(); i++) {
      refused.get(types.get(i)).addAll(neverStored(database, i));
    }
    return refused;
  }

  private static Set<Kind> neverStored(Database database, int column) throws Exception {
    Shape shape = shape("grid", "*id", "c" + column);
    List<MappedRecord> records = new ArrayList<>();
    Map<String, Kind> kinds = new TreeMap<>();
    WITNESSES.forEach(
        (kind, values) ->
            values.forEach(
                value -> {
                  long id = column * 1000L + records.size();
                  kinds.put(Long.toString(id), kind);
                  records.add(record(shape, id, value));
                }));
    Set<Kind> never = EnumSet.copyOf(WITNESSES.keySet());
    write(new JdbcUpsert(database.pool(), "grid"), records.toArray(MappedRecord[]::new))
        .forEach(
            (id, fate) -> {
              if (fate.equals("created")) {
                never.remove(kinds.get(id));
              }
            });
    return never;
  }

  private static void create(Database database, List<String> types, String ending) {
    database.run(
        IntStream.range(0, types.size())
            .mapToObj(i -> "c" + i + " " + types.get(i))
            .collect(joining(", ", "CREATE TABLE grid (id INTEGER PRIMARY KEY, ", ")" + ending)));
  }

  @Test
  void inPostgresqlTheCheckRefusesWhatNoWriteStores() throws Exception {
    Database database = open(Engine.POSTGRESQL);
    database.run(
        "CREATE DOMAIN score AS integer CHECK (value >= 0)", "CREATE DOMAIN flag AS boolean");
    List<String> types =
        List.of(
            "boolean",
            "smallint",
            "integer",
            "bigint",
            "numeric",
            "numeric(40,2)",
            "real",
            "double precision",
            "money",
            "oid",
            "date",
            "timestamp",
            "timestamptz(3)",
            "time",
            "timetz",
            "interval",
            "uuid",
            "bit varying",
            "text",
            "varchar(60)",
            "char(60)",
            "json",
            "jsonb",
            "bytea",
            "integer[]",
            "text[]",
            "score",
            "flag");
    create(database, types, "");

    assertThat(refusedByCheck(database, types)).isEqualTo(refusedByWriting(database, types));
  }

  /** Types the check knows nothing of: it may refuse too little there, and never too much. */
  @Test
  void ofTypesItDoesNotKnowTheCheckRefusesNothing() {
    Database database = open(Engine.POSTGRESQL);
    database.run("CREATE TYPE colour AS ENUM ('red', 'true', '1')");
    List<String> types = List.of("colour", "inet", "int4range", "point", "xml", "tsvector");
    create(database, types, "");

    assertThat(refusedByCheck(database, types)).isEqualTo(none(types));
  }

  @Test
  void inSqliteAPlainTableTakesEverything() throws Exception {
    Database database = open(Engine.SQLITE);
    List<String> types = List.of("INTEGER", "REAL", "NUMERIC", "TEXT", "BLOB", "DATE", "BOOLEAN");
    create(database, types, "");

    assertThat(refusedByCheck(database, types))
        .isEqualTo(refusedByWriting(database, types))
        .isEqualTo(none(types));
  }

  @Test
  void inAStrictTableOfSqliteTheCheckRefusesWhatNoWriteStores() throws Exception {
    Database database = open(Engine.SQLITE);
    List<String> types = List.of("INT", "INTEGER", "REAL", "TEXT", "BLOB", "ANY");
    create(database, types, " STRICT");

    assertThat(refusedByCheck(database, types))
        .isEqualTo(refusedByWriting(database, types))
        .isNotEqualTo(none(types));
  }

  @Test
  void aRowIdOfSqliteTakesNumbersOnly() throws Exception {
    Database database = open(Engine.SQLITE);
    database.run("CREATE TABLE ids (id INTEGER PRIMARY KEY)");
    JdbcUpsert upsert = new JdbcUpsert(database.pool(), "ids");
    Shape ids = shape("ids", "*id");

    for (Map.Entry<Kind, List<Object>> witnesses : WITNESSES.entrySet()) {
      boolean stored = false;
      for (Object value : witnesses.getValue()) {
        stored |= !write(upsert, record(ids, value)).toString().contains("refused");
      }
      Field key =
          new Field(
              "id", true, WriteWhen.ALWAYS, 1, 1, promised("", 1, witnesses.getKey()).promise());
      Inspection.Examined examined =
          (Inspection.Examined)
              upsert.inspect(new Shape("mappings/x.yaml", "ids", List.of(key), List.of()));
      assertThat(examined.faults().isEmpty()).as("%s", witnesses.getKey()).isEqualTo(stored);
    }
  }
}
