package dev.kilter.server.rest;

/**
 * What a caller may do, in the words of Argo CD's RBAC: {@code applications, sync, shop/api}.
 * Nothing is permitted that is not said to be.
 */
public interface Access {
  /** Whoever holds a kubeconfig: the API server itself refuses what they may not. */
  Access OWNER =
      new Access() {
        @Override
        public boolean may(String resource, String action, String object) {
          return true;
        }

        @Override
        public boolean hidesAbsence() {
          return false;
        }
      };

  boolean may(String resource, String action, String object);

  /** The nearest rule there is, in a sentence; empty where none is near. */
  default String nearest(String resource, String action, String object) {
    return "";
  }

  /** What is missing looks like what is forbidden, so that nobody learns names by asking. */
  default boolean hidesAbsence() {
    return true;
  }
}
