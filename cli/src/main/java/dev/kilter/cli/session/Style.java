package dev.kilter.cli.session;

/** Colours and symbols, as far as the terminal has them. */
public record Style(boolean coloured, boolean unicode) {
  /** A mark at the start of a line. */
  public enum Symbol {
    START("►", ">"),
    GOOD("✔", "+"),
    BAD("✗", "x"),
    BUSY("◎", "o"),
    NOTE("•", "*"),
    ARROW("→", "->");

    private final String nice;
    private final String plain;

    Symbol(String nice, String plain) {
      this.nice = nice;
      this.plain = plain;
    }
  }

  public String symbol(Symbol symbol) {
    return unicode ? symbol.nice : symbol.plain;
  }

  public String bold(String text) {
    return paint("1", text);
  }

  public String dim(String text) {
    return paint("2", text);
  }

  public String red(String text) {
    return paint("31", text);
  }

  public String green(String text) {
    return paint("32", text);
  }

  public String yellow(String text) {
    return paint("33", text);
  }

  public String cyan(String text) {
    return paint("36", text);
  }

  /** A status word of Argo CD in its colour. */
  public String status(String word) {
    return switch (word) {
      case "Synced", "Healthy", "Succeeded" -> green(word);
      case "OutOfSync", "Missing", "Progressing", "Running", "Suspended", "Terminating" ->
          yellow(word);
      case "Degraded", "Failed", "Error", "Unknown" -> red(word);
      default -> word;
    };
  }

  private String paint(String code, String text) {
    return coloured && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
