package dev.kilter.engine.access;

/** A line that begins with p. */
record Rule(PolicyLine line, Effect effect, Words words, Term resource, Term action, Term object) {
  /** Allowed is what some line allows and none denies. */
  enum Effect {
    ALLOW,
    DENY
  }

  /** As they stand there. */
  record Words(String subject, String resource, String action, String object) {}

  /** Denies everything to whom it may have been about. */
  static Rule denyingEverything(PolicyLine line, String subject) {
    return new Rule(
        line,
        Effect.DENY,
        new Words(subject, "*", "*", "*"),
        Term.EVERYTHING,
        Term.EVERYTHING,
        Term.EVERYTHING);
  }

  boolean isAbout(String askedResource, String askedAction) {
    return resource.matches(askedResource) && action.matches(askedAction);
  }
}
