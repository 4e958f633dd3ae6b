package dev.kilter.engine.access;

import dev.kilter.engine.access.PolicyLine.Layer;
import dev.kilter.engine.access.Rule.Effect;
import dev.kilter.engine.access.Rule.Words;
import dev.kilter.engine.access.Statements.Link;
import dev.kilter.model.access.AccessRules.Matching;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads policy text: {@code p, subject, resource, action, object, allow|deny} and {@code g, member,
 * role}, a line each; comments begin with a hash. Argo CD takes no policy at all with a line that
 * it cannot read; here such a line is told, and only what it may have denied is refused.
 */
final class PolicyReader {
  private static final int RULE_PARTS = 6;
  private static final int LINK_PARTS = 3;

  private final Matching matching;
  private final Statements read;

  PolicyReader(Matching matching, Statements into) {
    this.matching = matching;
    this.read = into;
  }

  void read(Layer layer, String place, String text) {
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = Tokens.trimmed(lines[i]);
      if (!line.isEmpty() && !line.startsWith("#")) {
        read(new PolicyLine(layer, place, i + 1, line));
      }
    }
  }

  private void read(PolicyLine line) {
    Optional<List<String>> tokens = Tokens.of(line.text());
    if (tokens.isEmpty()) {
      read.complain(line, "cannot be taken apart: its quotes are not in order");
      read.mayDeny(line);
      return;
    }
    switch (tokens.get().getFirst()) {
      case "p" -> rule(line, tokens.get());
      case "g" -> link(line, tokens.get());
      default -> {
        read.complain(line, "begins neither with p nor with g");
        doubt(line, tokens.get());
      }
    }
  }

  private void doubt(PolicyLine line, List<String> tokens) {
    if (mayDeny(tokens)) {
      read.mayDeny(line);
    }
  }

  /** Of a line with parts missing, or too many. */
  static boolean mayDeny(List<String> tokens) {
    boolean rule = tokens.getFirst().regionMatches(true, 0, "p", 0, 1);
    return tokens.stream().anyMatch(is("deny")) || (rule && tokens.stream().noneMatch(is("allow")));
  }

  private static Predicate<String> is(String word) {
    return token -> Tokens.trimmed(token).equalsIgnoreCase(word);
  }

  private void rule(PolicyLine line, List<String> tokens) {
    if (tokens.size() != RULE_PARTS) {
      read.complain(
          line,
          "has %d parts, not six: p, subject, resource, action, object, allow or deny"
              .formatted(tokens.size()));
      doubt(line, tokens);
    } else if (tokens.get(1).isEmpty()) {
      read.complain(line, "names no subject");
      doubt(line, tokens);
    } else {
      effect(line, tokens.getLast())
          .flatMap(effect -> rule(line, tokens, effect))
          .ifPresent(read::add);
    }
  }

  /** What is no permission, not even by mistake, is taken for a denial. */
  Optional<Effect> effect(PolicyLine line, String word) {
    if (word.equals("allow")) {
      return Optional.of(Effect.ALLOW);
    }
    if (word.equals("deny")) {
      return Optional.of(Effect.DENY);
    }
    boolean allow = is("allow").test(word);
    read.complain(
        line,
        "ends neither in allow nor in deny; it "
            + (allow ? "allows nothing" : "is taken for a denial"));
    return allow ? Optional.empty() : Optional.of(Effect.DENY);
  }

  /** A malformed pattern allows nothing, and denies whatever the rest of its line is about. */
  Optional<Rule> rule(PolicyLine line, List<String> tokens, Effect effect) {
    Optional<Term> resource = term(line, tokens.get(2));
    Optional<Term> action = term(line, tokens.get(3));
    Optional<Term> object = term(line, tokens.get(4));
    boolean whole = resource.isPresent() && action.isPresent() && object.isPresent();
    return effect == Effect.ALLOW && !whole
        ? Optional.empty()
        : Optional.of(
            new Rule(
                line,
                effect,
                new Words(tokens.get(1), tokens.get(2), tokens.get(3), tokens.get(4)),
                resource.orElse(Term.EVERYTHING),
                action.orElse(Term.EVERYTHING),
                object.orElse(Term.EVERYTHING)));
  }

  private Optional<Term> term(PolicyLine line, String pattern) {
    Optional<Term> term = Term.compile(pattern, matching);
    if (term.isEmpty()) {
      read.complain(
          line,
          "has a malformed %s, \"%s\"; it allows nothing, and a denial is about everything there"
              .formatted(matching == Matching.GLOB ? "glob" : "regular expression", pattern));
    }
    return term;
  }

  private void link(PolicyLine line, List<String> tokens) {
    if (tokens.size() != LINK_PARTS) {
      read.complain(line, "has %d parts, not three: g, member, role".formatted(tokens.size()));
      read.lostLink(line);
    } else if (tokens.get(1).isEmpty() || tokens.get(2).isEmpty()) {
      read.complain(line, "names nobody, or no role");
      read.lostLink(line);
    } else {
      read.add(new Link(tokens.get(1), tokens.get(2)));
    }
  }
}
