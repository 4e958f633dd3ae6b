package dev.kilter.testkit.apiserver;

import dev.kilter.model.manifest.Manifest;
import java.util.ArrayList;
import java.util.List;

/** Puts the next state of an object in place of the one that is there. */
final class Update {
  private static final String[] MANAGED_FIELDS = {"metadata", "managedFields"};

  private final Context context;
  private final Preparation preparation;

  Update(Context context) {
    this.context = context;
    this.preparation = new Preparation(context);
  }

  /** The object as it is afterwards; what changes nothing makes no revision. */
  Manifest update(Call call, Manifest before, Manifest next) {
    Kind kind = call.kind();
    Manifest prepared = preparation.updated(kind, call.place().subresource(), before, next);
    Validation.updated(kind, before, prepared);
    Manifest after = withoutNewTimes(before, prepared);
    if (isReleased(before, after)) {
      if (!call.dryRun()) {
        remove(kind, call.place().key());
      }
      return after;
    }
    if (after.equals(before) || call.dryRun()) {
      return after;
    }
    Manifest stored = context.storage.put(call.place().key(), after);
    if (kind.equals(Kinds.DEFINITION)) {
      context.definitionsChanged();
    }
    return stored;
  }

  private void remove(Kind kind, Key key) {
    context.storage.remove(key);
    if (kind.equals(Kinds.DEFINITION)) {
      context.definitionsChanged();
    }
  }

  /** Its end was asked for, and nothing holds it back any more. */
  private static boolean isReleased(Manifest before, Manifest after) {
    return before.at("metadata", "deletionTimestamp").isPresent()
        && before.integer("metadata", "deletionGracePeriodSeconds").orElse(0L) == 0
        && after.list("metadata", "finalizers").isEmpty()
        && (!before.kind().equals("Namespace") || after.list("spec", "finalizers").isEmpty());
  }

  /** Where only times of owners differ, the old ones stay. */
  private static Manifest withoutNewTimes(Manifest before, Manifest after) {
    boolean same =
        timeless(before).equals(timeless(after))
            && before.without(MANAGED_FIELDS).equals(after.without(MANAGED_FIELDS));
    return same ? before : after;
  }

  private static List<Manifest> timeless(Manifest object) {
    List<Manifest> entries = new ArrayList<>();
    object.items(MANAGED_FIELDS).forEach(entry -> entries.add(entry.without("time")));
    return entries;
  }
}
