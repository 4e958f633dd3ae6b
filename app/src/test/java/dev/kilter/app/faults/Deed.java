package dev.kilter.app.faults;

import java.time.Duration;

/**
 * Something that someone does, at a time after the start.
 *
 * @param app whose application it concerns
 * @param object the object's name, where it concerns one
 * @param number what it needs to be told of
 */
record Deed(Duration at, What what, String app, String object, int number) implements Happening {

  enum What {
    CHANGE("commits a change of"),
    ADD("commits a new object"),
    REMOVE("commits the removal of"),
    RENAME("commits another name for"),
    EMPTY("commits the removal of everything"),
    BREAK("commits broken YAML"),
    MEND("commits a repair of the YAML"),
    ELSEWHERE("commits something that concerns nobody"),
    FORCE_PUSH("force-pushes an earlier commit"),
    EDIT("edits by hand"),
    DELETE("deletes by hand"),
    REMAKE("deletes and makes again, with the same mark,"),
    UNMARK("takes the mark off"),
    COPY_MARK("makes a copy, mark and all, of"),
    OWN("makes a marked object that a controller owns, beside"),
    FIGHT("reverts, again and again,"),
    SYNC("asks for a sync"),
    SYNC_PRUNE("asks for a sync with pruning"),
    ROLL_BACK("rolls back and holds"),
    RESUME("lets a hold go"),
    TERMINATE("ends the operation"),
    REFRESH("asks for a refresh"),
    HARD_REFRESH("asks for a hard refresh"),
    APPROVE("approves deletions"),
    DELETE_APP("deletes the application"),
    MAKE_APP("makes the application again"),
    OTHER_CONTROLLER("lets Argo CD look at the application"),
    TAKE_AWAY("lets Argo CD end the operation"),
    FORBID("forbids the project's Secrets"),
    ALLOW("allows the project's Secrets"),
    SETTINGS("changes the settings");

    final String words;

    What(String words) {
      this.words = words;
    }
  }

  @Override
  public String toString() {
    return "at %ds someone %s%s in %s"
        .formatted(at.toSeconds(), what.words, object.isEmpty() ? "" : " " + object, app);
  }
}
