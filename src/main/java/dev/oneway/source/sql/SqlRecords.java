package dev.oneway.source.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.component.sql.RowMapperFactory;
import org.springframework.jdbc.core.BeanPropertyRowMapper;
import org.springframework.jdbc.core.RowMapper;

/**
 * Makes the stock {@code sql:} component hand out rows as records: exact numbers, java.time for
 * dates and times, JSON columns as Map and List. What a column needs is decided once per result.
 */
public final class SqlRecords implements RowMapperFactory {
  @Override
  public RowMapper<?> newColumnRowMapper() {
    return new RecordMapper();
  }

  @Override
  public RowMapper<?> newBeanRowMapper(Class<?> mappedClass) {
    return BeanPropertyRowMapper.newInstance(mappedClass);
  }

  /** Maps the rows of one result; used by one thread. */
  private static final class RecordMapper implements RowMapper<Map<String, Object>> {
    private ColumnReader[] columns;

    @Override
    public Map<String, Object> mapRow(ResultSet rows, int rowNumber) throws SQLException {
      if (columns == null) {
        columns = ColumnReader.of(rows);
      }
      Map<String, Object> record = new LinkedHashMap<>(columns.length * 4 / 3 + 1);
      for (ColumnReader column : columns) {
        record.put(column.name(), column.read(rows));
      }
      return record;
    }
  }
}
