package dev.oneway.mapping.value;

import dev.oneway.record.Promise;
import java.util.Map;

/** Is told what becomes of a field's value, step by step. */
public interface Trace {
  /** The work on one record's (or row's) field begins with this value. */
  void begins(Object value);

  /** A stage made this of the value. */
  void became(Stage stage, Object value);

  /** The origin refused the record; nothing {@link #begins}. */
  void refusedByOrigin(BadValue bad);

  /** A stage refused the value, and with it the record. */
  void refused(Stage stage, BadValue bad);

  /** The same origin, which tells this trace what it reads. */
  default Origin of(Origin origin) {
    return new Origin() {
      @Override
      public Object read(Map<String, Object> record) {
        try {
          Object value = origin.read(record);
          begins(value);
          return value;
        } catch (BadValue bad) {
          refusedByOrigin(bad);
          throw bad;
        }
      }

      @Override
      public Promise promised() {
        return origin.promised();
      }

      @Override
      public String words() {
        return origin.words();
      }
    };
  }

  /** The same stage, which tells this trace what it does. */
  default Stage of(Stage stage) {
    return new Stage() {
      @Override
      public Object apply(Object value) {
        try {
          Object result = stage.apply(value);
          became(stage, result);
          return result;
        } catch (BadValue bad) {
          refused(stage, bad);
          throw bad;
        }
      }

      @Override
      public Promise promised(Promise given) {
        return stage.promised(given);
      }

      @Override
      public String says() {
        return stage.says();
      }
    };
  }
}
