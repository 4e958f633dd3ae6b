package dev.kilter.codec;

import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;

/** The parser's complaints in words that quote nothing of the text. */
final class YamlFault {
  private static final Pattern TAB = Pattern.compile("found character '\\\\t");
  private static final Pattern HARMLESS =
      Pattern.compile("[a-z ,']*(<[a-z ]+>|':'|'-'|'\\?')?[a-z ,']*('?<[a-z ]+>'?)?");

  private YamlFault() {}

  static CodecException at(String message, Event event) {
    return new CodecException(message, line(event), column(event.getStartMark()));
  }

  static CodecException of(MarkedYamlEngineException e) {
    Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
    return new CodecException(
        words(e.getProblem()), mark.map(m -> m.getLine() + 1).orElse(0), column(mark));
  }

  private static String words(String problem) {
    if (TAB.matcher(problem).find()) {
      return "a tab stands where only spaces may indent";
    }
    return HARMLESS.matcher(problem).matches() ? problem : "this is no YAML";
  }

  static CodecException of(ReaderException e, String yaml) {
    int position = Math.min(e.getPosition(), yaml.length());
    int line = (int) yaml.substring(0, position).chars().filter(c -> c == '\n').count() + 1;
    int column = position - yaml.lastIndexOf('\n', Math.max(0, position - 1));
    String message = "the control character U+%04X is not allowed".formatted(e.getCodePoint());
    return new CodecException(message, line, column);
  }

  static int line(Event event) {
    return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  private static int column(Optional<Mark> mark) {
    return mark.map(m -> m.getColumn() + 1).orElse(0);
  }
}
