package dev.kilter.sandbox.node;

/** What a pod says of one container, as far as a simulated node cares. */
record ContainerSpec(String name, String image, Kind kind, Restart restart, Behaviour behaviour) {
  enum Kind {
    /** Must complete before the next begins. */
    INIT,
    /** An init container that stays: the next begins when it runs. */
    SIDECAR,
    MAIN
  }

  enum Restart {
    ALWAYS,
    ON_FAILURE,
    NEVER;

    boolean after(int exitCode) {
      return switch (this) {
        case ALWAYS -> true;
        case ON_FAILURE -> exitCode != 0;
        case NEVER -> false;
      };
    }
  }
}
