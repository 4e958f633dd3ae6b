package dev.kilter.git.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Ends an archive that unpacks to more than anybody means, whatever it is made of: names, folders
 * and what is skipped count as well.
 */
final class Bounded extends FilterInputStream {
  private final long most;
  private long read;

  Bounded(InputStream in, long most) {
    super(in);
    this.most = most;
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    count(b < 0 ? 0 : 1);
    return b;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int count = super.read(bytes, from, length);
    count(Math.max(count, 0));
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = super.skip(count);
    count(skipped);
    return skipped;
  }

  private void count(long bytes) throws IOException {
    read += bytes;
    if (read > most) {
      throw new IOException("unpacked it is larger than " + most / (1024 * 1024) + " MB");
    }
  }
}
