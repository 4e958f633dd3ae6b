package dev.kilter.cluster.transport;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/** Cuts a stream into lines; tells of each read, so that silence can be noticed. */
final class LineReader {
  private static final int BLOCK = 32 * 1024;

  /** Far above any object that etcd takes. */
  private static final int LONGEST = 64 * 1024 * 1024;

  private final InputStream in;
  private final Runnable heard;
  private final int longest;
  private byte[] buffer = new byte[BLOCK];
  private int size;

  LineReader(InputStream in, Runnable heard) {
    this(in, heard, LONGEST);
  }

  LineReader(InputStream in, Runnable heard, int longest) {
    this.in = in;
    this.heard = heard;
    this.longest = longest;
  }

  void forEach(Consumer<byte[]> lines) throws IOException {
    int scanned = 0;
    while (fill()) {
      int start = 0;
      for (int i = scanned; i < size; i++) {
        if (buffer[i] == '\n') {
          lines.accept(Arrays.copyOfRange(buffer, start, i));
          start = i + 1;
        }
      }
      System.arraycopy(buffer, start, buffer, 0, size - start);
      size -= start;
      scanned = size;
      shrink();
    }
    if (size > 0) {
      lines.accept(Arrays.copyOf(buffer, size));
    }
  }

  private boolean fill() throws IOException {
    if (size >= longest) {
      throw new IOException("a line of the API server is longer than " + longest + " bytes");
    }
    if (size == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = in.read(buffer, size, buffer.length - size);
    if (read < 0) {
      return false;
    }
    heard.run();
    size += read;
    return true;
  }

  /** One huge object must not cost its size on every idle stream for ever. */
  private void shrink() {
    if (buffer.length > BLOCK && size < BLOCK) {
      buffer = Arrays.copyOf(buffer, BLOCK);
    }
  }
}
