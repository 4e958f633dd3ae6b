package dev.kilter.git.tree;

import org.eclipse.jgit.lib.ObjectId;

/** Where the files of a commit's submodules are. */
public interface Submodules {
  /** Every submodule is an empty folder, as in a checkout without them. */
  Submodules NONE =
      new Submodules() {
        @Override
        public boolean declared() {
          return false;
        }

        @Override
        public GitTree tree(String path, ObjectId commit) {
          throw new IllegalStateException("no submodule is declared");
        }
      };

  /** Whether the commit says where they come from; without, they are empty folders, as for git. */
  boolean declared();

  /**
   * The files of the submodule at this path, fetched if they are not here yet.
   *
   * @throws dev.kilter.model.source.SourceFetchException where they cannot be had
   */
  GitTree tree(String path, ObjectId commit);
}
