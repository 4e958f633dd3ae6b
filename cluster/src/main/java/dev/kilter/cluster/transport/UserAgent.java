package dev.kilter.cluster.transport;

/** How we name ourselves in audit logs and metrics of API servers. */
final class UserAgent {
  static final String TEXT = "kilter";

  private UserAgent() {}
}
