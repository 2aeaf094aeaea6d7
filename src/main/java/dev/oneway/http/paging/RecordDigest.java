package dev.oneway.http.paging;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.oneway.record.RecordJson;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;

/**
 * The first 128 bits of the SHA-256 of a record, whatever the order of its fields. What equals is
 * taken for the same record.
 */
record RecordDigest(long high, long low) {
  private static final ObjectWriter WRITER =
      RecordJson.mapper().writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  static RecordDigest of(Map<String, Object> record) {
    MessageDigest digest = sha256();
    try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      WRITER.writeValue(out, record);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ByteBuffer bytes = ByteBuffer.wrap(digest.digest());
    return new RecordDigest(bytes.getLong(), bytes.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
