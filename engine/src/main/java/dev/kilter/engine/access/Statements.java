package dev.kilter.engine.access;

import dev.kilter.engine.access.Rule.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was read of a policy, and what could not be. A line that cannot be read grants nothing; what
 * it may have denied stays denied.
 */
final class Statements {
  private final List<Rule> rules = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final List<PolicyLine> possibleDenials = new ArrayList<>();
  private final List<PolicyLine> lostLinks = new ArrayList<>();

  /** A line that begins with g: whoever the member is, is in the role, too. */
  record Link(String member, String role) {}

  void add(Rule rule) {
    rules.add(rule);
  }

  void add(Link link) {
    links.add(link);
  }

  void complain(PolicyLine line, String complaint) {
    problems.add(line.described() + " " + complaint);
  }

  void complain(String sentence) {
    problems.add(sentence);
  }

  /** Nobody knows to whom it may deny what. */
  void mayDeny(PolicyLine line) {
    possibleDenials.add(line);
  }

  /** Whoever it was about may be denied what the role is denied. */
  void lostLink(PolicyLine line) {
    lostLinks.add(line);
  }

  List<Rule> rules() {
    return rules;
  }

  List<Link> links() {
    return links;
  }

  List<String> problems() {
    return problems;
  }

  /** A line because of which nothing may be taken for allowed that only its authors allow. */
  Optional<PolicyLine> doubt() {
    List<PolicyLine> doubts = new ArrayList<>(possibleDenials);
    if (rules.stream().anyMatch(rule -> rule.effect() == Effect.DENY)) {
      doubts.addAll(lostLinks);
    }
    return doubts.stream().findFirst();
  }
}
