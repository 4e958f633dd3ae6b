package dev.kilter.server.webhook;

/** Commit ids as senders write them. */
final class Commits {
  private Commits() {}

  /** Empty for the id of all zeros that stands for "there was none". */
  static String known(String sha) {
    return sha.chars().allMatch(digit -> digit == '0') ? "" : sha;
  }
}
