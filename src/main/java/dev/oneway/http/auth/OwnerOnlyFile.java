package dev.oneway.http.auth;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Replaces files that hold a secret, so that only their owner can read them. */
final class OwnerOnlyFile {
  private static final FileAttribute<?>[] RIGHTS =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
          ? new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
          }
          : new FileAttribute<?>[0];

  private OwnerOnlyFile() {}

  /**
   * After a crash at any moment the file has its old content or the new one, whole.
   *
   * @param file what it links to is replaced, not the link
   */
  static void replace(Path file, String content) throws IOException {
    Path target = file.toRealPath();
    Path folder = target.getParent();
    Path next = Files.createTempFile(folder, ".oneway", ".tmp", RIGHTS);
    try {
      write(next, content);
      Files.move(next, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(next);
    }
    persist(folder);
  }

  private static void write(Path file, String content) throws IOException {
    try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(content);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
  }

  /** Makes the new name durable; Windows has no such thing and needs none. */
  private static void persist(Path folder) throws IOException {
    if (RIGHTS.length > 0) {
      try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
        opened.force(true);
      }
    }
  }
}
