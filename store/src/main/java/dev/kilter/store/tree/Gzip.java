package dev.kilter.store.tree;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Content that is kept compressed in a resource. */
public final class Gzip {
  private Gzip() {}

  public static byte[] compressed(byte[] content) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
        gzip.write(content);
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
  }

  /**
   * The content again, at most {@code limit} bytes of it.
   *
   * @throws IOException where it is no such content, or larger
   */
  public static byte[] expanded(byte[] compressed, int limit) throws IOException {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      byte[] content = gzip.readNBytes(limit);
      if (gzip.read() >= 0) {
        throw new IOException("it expands to more than " + limit + " bytes");
      }
      return content;
    }
  }
}
