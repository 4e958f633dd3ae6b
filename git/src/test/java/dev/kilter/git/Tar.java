package dev.kilter.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Makes tar files, also such as no tool would make. */
final class Tar {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  static Tar chart(String name, String version) {
    return new Tar()
        .file(
            name + "/Chart.yaml",
            "apiVersion: v2\nname: %s\nversion: %s\nappVersion: \"7.1\"\ndescription: Sells things\nmaintainers:\n- name: Ada\n  email: ada@shop.example\n"
                .formatted(name, version))
        .file(name + "/values.yaml", "replicas: 1\n")
        .file(name + "/templates/a.yaml", "a: " + version + "\n");
  }

  Tar file(String name, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    header(name, '0', bytes.length, "");
    content(bytes);
    return this;
  }

  Tar folder(String name) {
    header(name, '5', 0, "");
    return this;
  }

  /** A link of any sort, a device, a pipe. */
  Tar odd(String name, char type, String target) {
    header(name, type, 0, target);
    return this;
  }

  /** A pax or GNU note for the entry that follows. */
  Tar note(char type, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    header("note", type, bytes.length, "");
    content(bytes);
    return this;
  }

  /** A header alone, whatever follows. */
  Tar header(String name, char type, long size, String target) {
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 100, "0000644");
    put(header, 124, "%011o".formatted(size));
    put(header, 136, "00000000000");
    header[156] = (byte) type;
    put(header, 157, target);
    put(header, 257, "ustar");
    put(header, 263, "00");
    put(header, 148, "        ");
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, "%06o".formatted(sum));
    header[154] = 0;
    out.writeBytes(header);
    return this;
  }

  private void content(byte[] bytes) {
    out.writeBytes(bytes);
    out.writeBytes(new byte[(512 - bytes.length % 512) % 512]);
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  byte[] tar() {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(out.toByteArray());
    whole.writeBytes(new byte[1024]);
    return whole.toByteArray();
  }

  byte[] gzipped() {
    return gzipped(tar());
  }

  static byte[] gzipped(byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
