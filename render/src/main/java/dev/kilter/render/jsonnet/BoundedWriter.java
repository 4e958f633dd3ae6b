package dev.kilter.render.jsonnet;

import dev.kilter.render.input.Unrenderable;
import java.io.StringWriter;

/** Takes so many characters and no more. */
final class BoundedWriter extends StringWriter {
  private final int most;

  BoundedWriter(int most) {
    this.most = most;
  }

  @Override
  public void write(char[] chars, int offset, int length) {
    room(length);
    super.write(chars, offset, length);
  }

  @Override
  public void write(String text) {
    room(text.length());
    super.write(text);
  }

  @Override
  public void write(String text, int offset, int length) {
    room(length);
    super.write(text, offset, length);
  }

  @Override
  public void write(int c) {
    room(1);
    super.write(c);
  }

  private void room(int more) {
    if (getBuffer().length() > most - more) {
      throw Unrenderable.file("", 0, "a Jsonnet program writes more than " + most + " characters");
    }
  }
}
