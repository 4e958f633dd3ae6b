package dev.kilter.binaries;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Takes one file out of a gzipped tar archive; the format's 512-byte blocks and no more. */
final class TarGz {
  private static final int BLOCK = 512;
  private static final int SIZE_AT = 124;
  private static final int SIZE_LENGTH = 12;
  private static final int NAME_LENGTH = 100;
  private static final int TYPE_AT = 156;

  private TarGz() {}

  /** Copies the regular file whose last path segment is {@code name} to {@code target}. */
  static void extract(InputStream archive, String name, Path target) throws IOException {
    try (var tar = new GZIPInputStream(archive)) {
      for (var header = tar.readNBytes(BLOCK);
          header.length == BLOCK && header[0] != 0;
          header = tar.readNBytes(BLOCK)) {
        long size = Long.parseLong(text(header, SIZE_AT, SIZE_LENGTH).trim(), 8);
        var path = Path.of(text(header, 0, NAME_LENGTH));
        boolean regular = header[TYPE_AT] == '0' || header[TYPE_AT] == 0;
        if (regular && path.endsWith(name)) {
          copy(tar, size, target);
          return;
        }
        tar.skipNBytes((size + BLOCK - 1) / BLOCK * BLOCK);
      }
    }
    throw new IOException("the archive has no file " + name);
  }

  private static void copy(InputStream tar, long size, Path target) throws IOException {
    try (var out = Files.newOutputStream(target)) {
      long left = size;
      var buffer = new byte[64 * 1024];
      while (left > 0) {
        int read = tar.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new IOException("the archive ends too early");
        }
        out.write(buffer, 0, read);
        left -= read;
      }
    }
  }

  private static String text(byte[] header, int at, int length) {
    int end = at;
    while (end < at + length && header[end] != 0) {
      end++;
    }
    return new String(header, at, end - at, StandardCharsets.UTF_8);
  }
}
