package dev.kilter.app.wiring;

/** Where a process listens; port 0 picks a free one. */
public record Listening(String host, int port) {
  /** Of {@code HOST:PORT}; without a host on every address. */
  public static Listening of(String text) {
    int colon = text.lastIndexOf(':');
    return new Listening(
        colon <= 0 ? "0.0.0.0" : text.substring(0, colon),
        Integer.parseInt(text.substring(colon + 1)));
  }
}
