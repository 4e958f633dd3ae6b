package dev.kilter.render.plugin.sidecar;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The few messages of {@code plugin.ConfigManagementPluginService}, written and read as protocol
 * buffers.
 */
final class Wire {
  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED_32 = 5;

  private Wire() {}

  /** An AppStreamRequest with the metadata of what follows. */
  static byte[] metadata(
      String name, String path, String checksum, long size, Map<String, String> environment) {
    ByteArrayOutputStream metadata = new ByteArrayOutputStream();
    text(metadata, 1, name);
    text(metadata, 2, path);
    text(metadata, 3, checksum);
    varint(metadata, (4 << 3) | VARINT);
    varint(metadata, size);
    environment.forEach((variable, value) -> {
      ByteArrayOutputStream entry = new ByteArrayOutputStream();
      text(entry, 1, variable);
      text(entry, 2, value);
      bytes(metadata, 5, entry.toByteArray());
    });
    return field(1, metadata.toByteArray());
  }

  /** An AppStreamRequest with a part of the file. */
  static byte[] chunk(byte[] content) {
    return field(2, field(1, content));
  }

  private static byte[] field(int number, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 8);
    bytes(out, number, content);
    return out.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, int number, String text) {
    bytes(out, number, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void bytes(ByteArrayOutputStream out, int number, byte[] content) {
    varint(out, (number << 3) | BYTES);
    varint(out, content.length);
    out.writeBytes(content);
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  /** The repeated text field of a message. */
  static List<String> texts(byte[] message, int number) {
    List<String> texts = new ArrayList<>();
    Reader reader = new Reader(message);
    while (reader.next()) {
      if (reader.isBytes(number)) {
        texts.add(reader.text());
      } else {
        reader.skip();
      }
    }
    return texts;
  }

  /** The flag of a message; false where it does not stand. */
  static boolean flag(byte[] message, int number) {
    boolean flag = false;
    Reader reader = new Reader(message);
    while (reader.next()) {
      if (reader.isVarint(number)) {
        flag = reader.varint() != 0;
      } else {
        reader.skip();
      }
    }
    return flag;
  }

  /** Goes from field to field. */
  private static final class Reader {
    private final byte[] message;
    private int at;
    private long tag;

    Reader(byte[] message) {
      this.message = message;
    }

    boolean next() {
      if (at == message.length) {
        return false;
      }
      tag = varint();
      return true;
    }

    boolean isBytes(int number) {
      return tag == (((long) number << 3) | BYTES);
    }

    boolean isVarint(int number) {
      return tag == (((long) number << 3) | VARINT);
    }

    String text() {
      int length = length(varint());
      String text = new String(message, at, length, StandardCharsets.UTF_8);
      at += length;
      return text;
    }

    void skip() {
      switch ((int) (tag & 7)) {
        case VARINT -> varint();
        case FIXED_64 -> at += length(8);
        case FIXED_32 -> at += length(4);
        case BYTES -> at += length(varint());
        default -> throw new SidecarException("it answered what is no message");
      }
    }

    private int length(long asked) {
      if (asked < 0 || asked > message.length - at) {
        throw new SidecarException("its answer breaks off");
      }
      return (int) asked;
    }

    long varint() {
      long value = 0;
      for (int shift = 0; shift < Long.SIZE; shift += 7) {
        byte next = message[at + length(1) - 1];
        at++;
        value |= (long) (next & 0x7F) << shift;
        if (next >= 0) {
          return value;
        }
      }
      throw new SidecarException("it answered what is no message");
    }
  }
}
