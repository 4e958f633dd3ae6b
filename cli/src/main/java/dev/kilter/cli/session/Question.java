package dev.kilter.cli.session;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Asks the user on stderr and reads a line from stdin; no line is no agreement. */
public final class Question {
  private Question() {}

  /** Whether the answer is one of the words; case and blanks around it do not matter. */
  public static boolean isAgreed(Session session, String question, String... words) {
    session.err().print(question);
    session.err().flush();
    String answer = line(session);
    return List.of(words).stream().anyMatch(word -> word.equalsIgnoreCase(answer.strip()));
  }

  /** What nobody may look at: not shown while it is typed. */
  public static String secret(Session session, String question) {
    java.io.Console terminal = session.console().terminal().interactive() ? System.console() : null;
    if (terminal != null && terminal.isTerminal()) {
      char[] typed = terminal.readPassword("%s", question);
      return typed == null ? "" : new String(typed);
    }
    return line(session);
  }

  /** The next line of stdin; empty at its end. */
  public static String line(Session session) {
    try {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      InputStream in = session.console().in();
      // Byte by byte: what is read too far would be missing at the next question.
      for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
        line.write(next);
      }
      return line.toString(StandardCharsets.UTF_8).replaceFirst("\r$", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
