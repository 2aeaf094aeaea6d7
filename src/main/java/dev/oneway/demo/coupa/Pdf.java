package dev.oneway.demo.coupa;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A document of one page with lines of text (PDF 1.4, ISO 32000). */
final class Pdf {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<Integer> offsets = new ArrayList<>();

  private Pdf() {}

  static byte[] of(List<String> lines) {
    Pdf pdf = new Pdf();
    pdf.write("%PDF-1.4\n");
    pdf.object("<< /Type /Catalog /Pages 2 0 R >>");
    pdf.object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    pdf.object(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            + " /Resources << /Font << /F1 5 0 R >> >> >>");
    String text = text(lines);
    pdf.object("<< /Length %d >>\nstream\n%s\nendstream".formatted(text.length(), text));
    pdf.object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    return pdf.finished();
  }

  private static String text(List<String> lines) {
    StringBuilder text = new StringBuilder("BT /F1 12 Tf 14 TL 72 770 Td");
    for (String line : lines) {
      text.append(" (")
          .append(line.replaceAll("[^ -~]", "?").replaceAll("([()\\\\])", "\\\\$1"))
          .append(") Tj T*");
    }
    return text.append(" ET").toString();
  }

  private void object(String content) {
    offsets.add(out.size());
    write("%d 0 obj\n%s\nendobj\n".formatted(offsets.size(), content));
  }

  private byte[] finished() {
    int table = out.size();
    write("xref\n0 %d\n0000000000 65535 f \n".formatted(offsets.size() + 1));
    offsets.forEach(offset -> write("%010d 00000 n \n".formatted(offset)));
    write(
        "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
            .formatted(offsets.size() + 1, table));
    return out.toByteArray();
  }

  private void write(String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }
}
