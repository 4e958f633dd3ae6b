package dev.kilter.app.faults;

import java.time.Duration;

/**
 * Something that goes wrong, at a time after the start, for a while.
 *
 * @param target a part of the path of what it strikes; empty for everything
 * @param number a status, a percentage, a count or seconds
 */
record Fault(Duration at, Duration lasts, Type type, String target, int number)
    implements Happening {

  enum Type {
    DIE_BEFORE("the process dies before request %3$d"),
    DIE_AFTER("the process dies after request %3$d, its reply lost"),
    DIE_SAVING("the process dies before write %3$d of an Application"),
    DIE_IDLE("the process dies"),
    ANSWER("requests for '%1$s' are answered with %2$d for %4$ds"),
    TIME_OUT("requests for '%1$s' time out for %4$ds"),
    LOSE_REPLY("replies to requests for '%1$s' are lost for %4$ds"),
    REFUSE("connections are refused for %4$ds"),
    DELAY("watches of '%1$s' are late by %4$ds"),
    SILENCE("watches of '%1$s' fall silent for %4$ds"),
    REPEAT("watches of '%1$s' tell everything twice for %4$ds"),
    CUT("watches of '%1$s' break off"),
    COMPACT("the API server forgets its past, and watches break off"),
    CLOCK("the clock jumps by %3$ds"),
    MOVED("the address of the cluster leads to another one for %4$ds"),
    GIT_DOWN("Git is down for %4$ds"),
    GIT_SLOW("Git is slow for %4$ds"),
    GIT_HALF("Git delivers half for %4$ds");

    private final String words;

    Type(String words) {
      this.words = words;
    }
  }

  Duration end() {
    return at.plus(lasts);
  }

  @Override
  public String toString() {
    return "at %ds ".formatted(at.toSeconds())
        + type.words.formatted(target, number, number, lasts.toSeconds());
  }
}
