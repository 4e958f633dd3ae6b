package dev.kilter.git.tree;

import dev.kilter.model.source.SourceTree.Entry;
import dev.kilter.model.source.SourceTreeException.Reason;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/** Where a path leads: to a spot in the tree, or to the reason why there is none. */
record Place(Optional<Spot> spot, Optional<Reason> reason, String fault, Way way) {

  /** What stands at a path of a layer; a submodule is a spot of the layer that it is laid on. */
  record Spot(Layer layer, ObjectId id, Entry.Type type, String path) {
    /** A submodule whose files can be had is a folder for whoever reads. */
    boolean isLaid() {
      return type == Entry.Type.SUBMODULE && layer.hasSubmodules();
    }
  }

  /**
   * How the path was followed.
   *
   * @param hops the path, and each that a link led to
   * @param settling the same, but for what lies in a submodule the submodule
   * @param throughSubmodule whether there was one, with files or without
   */
  record Way(List<String> hops, List<String> settling, boolean throughSubmodule) {
    Way {
      hops = List.copyOf(hops);
      settling = List.copyOf(settling);
    }
  }

  static Place found(Spot spot, Way way) {
    return new Place(Optional.of(spot), Optional.empty(), "", way);
  }

  static Place missing(Way way) {
    String fault =
        way.hops().size() == 1
            ? "does not exist"
            : "is a link to '" + way.hops().getLast() + "', which does not exist";
    return new Place(Optional.empty(), Optional.of(Reason.MISSING), fault, way);
  }

  static Place outside(String fault, Way way) {
    return new Place(Optional.empty(), Optional.of(Reason.OUTSIDE), fault, way);
  }
}
