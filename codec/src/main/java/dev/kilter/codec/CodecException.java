package dev.kilter.codec;

/**
 * A text that cannot be read, or a tree that cannot be written. The message names the fault without
 * quoting the text, which may hold secrets; line and column count from 1, 0 where unknown.
 */
public final class CodecException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int line;
  private final int column;

  public CodecException(String message, int line, int column) {
    super(message);
    this.line = line;
    this.column = column;
  }

  public int line() {
    return line;
  }

  public int column() {
    return column;
  }

  /** The message with the place in front of it, for people. */
  public String located() {
    String message = String.valueOf(getMessage());
    return line > 0 ? "line " + line + ", column " + column + ": " + message : message;
  }
}
