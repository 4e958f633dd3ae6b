package dev.kilter.git.tree;

import dev.kilter.model.source.SourceTree.Entry;
import dev.kilter.model.source.SourceTreeException.Reason;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/** Where a path leads: to an object, or to the reason why there is none. */
record Place(
    ObjectId id, Entry.Type type, Optional<Reason> reason, String fault, List<String> hops) {
  Place {
    hops = List.copyOf(hops);
  }

  static Place found(ObjectId id, Entry.Type type, List<String> hops) {
    return new Place(id, type, Optional.empty(), "", hops);
  }

  static Place missing(List<String> hops) {
    String fault =
        hops.size() == 1
            ? "does not exist"
            : "is a link to '" + hops.getLast() + "', which does not exist";
    return new Place(ObjectId.zeroId(), Entry.Type.FILE, Optional.of(Reason.MISSING), fault, hops);
  }

  static Place outside(String fault, List<String> hops) {
    return new Place(ObjectId.zeroId(), Entry.Type.FILE, Optional.of(Reason.OUTSIDE), fault, hops);
  }

  boolean isFound() {
    return reason.isEmpty();
  }
}
