package dev.kilter.engine.compare;

import dev.kilter.engine.compare.JqPath.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@link JqPath}s; anything else of jq is refused with a sentence. */
final class JqParser {
  private static final Set<String> STRING_TESTS = Set.of("startswith", "endswith", "contains");

  /** Bounds the depth and the number of the paths that one expression can stand for. */
  private static final int LONGEST = 1000;

  private static final int MOST_ALTERNATIVES = 1000;

  private final String text;
  private int at;

  JqParser(String text) {
    this.text = text;
  }

  JqPath parse() {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "a jq path of " + text.length() + " characters is too long");
    }
    JqPath path = alternatives();
    skipSpace();
    if (at < text.length()) {
      throw notUnderstood();
    }
    return path;
  }

  private JqPath alternatives() {
    List<List<Step>> found = new ArrayList<>();
    do {
      found.addAll(pipe().alternatives());
    } while (accept(","));
    return new JqPath(found);
  }

  private JqPath pipe() {
    List<List<Step>> steps = List.of(List.of());
    do {
      steps = joined(steps, term().alternatives());
    } while (accept("|"));
    return new JqPath(steps);
  }

  private static List<List<Step>> joined(List<List<Step>> heads, List<List<Step>> tails) {
    List<List<Step>> joined = new ArrayList<>();
    for (List<Step> head : heads) {
      for (List<Step> tail : tails) {
        List<Step> steps = new ArrayList<>(head);
        steps.addAll(tail);
        joined.add(steps);
      }
      if (joined.size() > MOST_ALTERNATIVES) {
        throw new IllegalArgumentException("a jq path stands for too many places");
      }
    }
    return joined;
  }

  private JqPath term() {
    if (accept("(")) {
      JqPath inner = alternatives();
      expect(")");
      return new JqPath(joined(inner.alternatives(), List.of(suffixes(new ArrayList<>()))));
    }
    if (acceptWord("select")) {
      expect("(");
      JqCondition condition = disjunction();
      expect(")");
      return new JqPath(List.of(suffixes(new ArrayList<>(List.of(new Step.Select(condition))))));
    }
    expect(".");
    List<Step> steps = new ArrayList<>();
    if (at < text.length() && (text.charAt(at) == '"' || nameStarts(text.charAt(at)))) {
      steps.add(new Step.Field(text.charAt(at) == '"' ? string() : name()));
    }
    return new JqPath(List.of(suffixes(steps)));
  }

  private List<Step> suffixes(List<Step> steps) {
    while (at < text.length()) {
      switch (text.charAt(at)) {
        case '?' -> at++;
        case '[' -> {
          at++;
          steps.add(bracket());
        }
        case '.' -> {
          at++;
          if (at < text.length() && text.charAt(at) == '[') {
            continue;
          }
          steps.add(
              new Step.Field(at < text.length() && text.charAt(at) == '"' ? string() : name()));
        }
        default -> {
          return steps;
        }
      }
    }
    return steps;
  }

  private Step bracket() {
    if (accept("]")) {
      return new Step.Each();
    }
    skipSpace();
    Step step;
    if (at < text.length() && text.charAt(at) == '"') {
      step = new Step.Field(string());
    } else {
      step = new Step.Index((int) number());
    }
    expect("]");
    return step;
  }

  private JqCondition disjunction() {
    JqCondition condition = conjunction();
    while (acceptWord("or")) {
      condition = new JqCondition.Or(condition, conjunction());
    }
    return condition;
  }

  private JqCondition conjunction() {
    JqCondition condition = comparison();
    while (acceptWord("and")) {
      condition = new JqCondition.And(condition, comparison());
    }
    return condition;
  }

  private JqCondition comparison() {
    if (accept("(")) {
      JqCondition inner = disjunction();
      expect(")");
      return inner;
    }
    JqPath path = term();
    if (accept("==")) {
      return new JqCondition.Equal(path, literal(), false);
    }
    if (accept("!=")) {
      return new JqCondition.Equal(path, literal(), true);
    }
    if (accept("|")) {
      return stringTest(path);
    }
    return new JqCondition.Truthy(path);
  }

  private JqCondition stringTest(JqPath path) {
    skipSpace();
    String test = name();
    if (!STRING_TESTS.contains(test)) {
      throw notUnderstood();
    }
    expect("(");
    skipSpace();
    String argument = string();
    expect(")");
    return new JqCondition.Text(path, test, argument);
  }

  private Optional<Object> literal() {
    skipSpace();
    if (at < text.length() && text.charAt(at) == '"') {
      return Optional.of(string());
    }
    if (acceptWord("true")) {
      return Optional.of(true);
    }
    if (acceptWord("false")) {
      return Optional.of(false);
    }
    if (acceptWord("null")) {
      return Optional.empty();
    }
    return Optional.of(number());
  }

  private String string() {
    if (at >= text.length() || text.charAt(at) != '"') {
      throw notUnderstood();
    }
    StringBuilder value = new StringBuilder();
    for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
      if (text.charAt(at) == '\\') {
        at++;
        if (at >= text.length() || "\"\\/".indexOf(text.charAt(at)) < 0) {
          throw notUnderstood();
        }
      }
      value.append(text.charAt(at));
    }
    expect("\"");
    return value.toString();
  }

  private long number() {
    int start = at;
    if (at < text.length() && text.charAt(at) == '-') {
      at++;
    }
    while (at < text.length() && Character.isDigit(text.charAt(at))) {
      at++;
    }
    try {
      return Integer.parseInt(text, start, at, 10);
    } catch (NumberFormatException e) {
      throw notUnderstood();
    }
  }

  private String name() {
    int start = at;
    if (at >= text.length() || !nameStarts(text.charAt(at))) {
      throw notUnderstood();
    }
    while (at < text.length()
        && (nameStarts(text.charAt(at)) || Character.isDigit(text.charAt(at)))) {
      at++;
    }
    return text.substring(start, at);
  }

  private static boolean nameStarts(char c) {
    return c == '_' || ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z');
  }

  private boolean accept(String token) {
    int before = at;
    skipSpace();
    if (text.startsWith(token, at)) {
      at += token.length();
      return true;
    }
    at = before;
    return false;
  }

  private boolean acceptWord(String word) {
    int before = at;
    if (accept(word)
        && (at == text.length()
            || (!nameStarts(text.charAt(at)) && !Character.isDigit(text.charAt(at))))) {
      return true;
    }
    at = before;
    return false;
  }

  private void expect(String token) {
    if (!accept(token)) {
      throw notUnderstood();
    }
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private IllegalArgumentException notUnderstood() {
    return new IllegalArgumentException(
        "the jq path \"" + text + "\" is not understood at character " + (at + 1));
  }
}
