package dev.kilter.cluster.transport;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Head of an HTTP/1.1 answer, and its content as a stream that ends where the content does. {@code
 * keepsOpen} says whether another exchange may follow once the content is read.
 */
record HttpAnswer(int status, Map<String, String> headers, InputStream body, boolean keepsOpen) {
  private static final int LINE_LIMIT = 64 * 1024;

  /** The next answer that is none but for the time being (1xx). */
  static HttpAnswer read(InputStream in) throws IOException {
    HttpAnswer answer = next(in);
    while (answer.status / 100 == 1) {
      answer = next(in);
    }
    return answer;
  }

  private static HttpAnswer next(InputStream in) throws IOException {
    String[] statusLine = line(in).split(" ", 3);
    if (statusLine.length < 2 || !statusLine[0].startsWith("HTTP/1.")) {
      throw new IOException("the server does not speak HTTP/1.1");
    }
    Map<String, String> headers = new HashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    try {
      int status = Integer.parseInt(statusLine[1]);
      boolean stays =
          statusLine[0].equals("HTTP/1.1")
              && !"close".equalsIgnoreCase(headers.get("connection"))
              && (bodiless(status)
                  || headers.containsKey("transfer-encoding")
                  || headers.containsKey("content-length"));
      return new HttpAnswer(status, headers, body(in, status, headers), stays);
    } catch (NumberFormatException e) {
      throw new IOException("the server's answer is no HTTP", e);
    }
  }

  private static boolean bodiless(int status) {
    return status / 100 == 1 || status == 204 || status == 304;
  }

  private static InputStream body(InputStream in, int status, Map<String, String> headers) {
    if (bodiless(status)) {
      return InputStream.nullInputStream();
    }
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      return new ChunkedStream(in);
    }
    String length = headers.get("content-length");
    return length == null ? in : new FixedStream(in, Long.parseLong(length));
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the connection was closed in the middle of an answer");
      }
      if (line.length() > LINE_LIMIT) {
        throw new IOException("the server's answer has a line that is too long");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /** Content of a known length; an early end is an error, not a shorter content. */
  private static final class FixedStream extends InputStream {
    private final InputStream in;
    private long left;

    FixedStream(InputStream in, long length) {
      this.in = in;
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = in.read(target, offset, (int) Math.min(length, left));
      if (read < 0) {
        throw new EOFException("the connection was closed in the middle of an answer");
      }
      left -= read;
      return read;
    }
  }

  /** Content in chunks, each led by its size; one of size zero ends it. */
  private static final class ChunkedStream extends InputStream {
    private final InputStream in;
    private long left;
    private boolean first = true;
    private boolean ended;

    ChunkedStream(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left == 0 && !ended) {
        nextChunk();
      }
      if (ended) {
        return -1;
      }
      int read = in.read(target, offset, (int) Math.min(length, left));
      if (read < 0) {
        throw new EOFException("the connection was closed in the middle of an answer");
      }
      left -= read;
      return read;
    }

    private void skipTrailers() throws IOException {
      String trailer = line(in);
      while (!trailer.isEmpty()) {
        trailer = line(in);
      }
    }

    private void nextChunk() throws IOException {
      if (!first) {
        line(in);
      }
      first = false;
      String size = line(in);
      int extension = size.indexOf(';');
      try {
        left = Long.parseLong((extension < 0 ? size : size.substring(0, extension)).strip(), 16);
      } catch (NumberFormatException e) {
        throw new IOException("the server's answer has a broken chunk", e);
      }
      ended = left == 0;
      if (ended) {
        skipTrailers();
      }
    }
  }
}
