package dev.kilter.server.rest;

import java.util.function.Predicate;

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

  /** What decides, or is missing, in a sentence; empty where nobody knows. */
  default String reason(String resource, String action, String object) {
    return "";
  }

  /** The same as {@link #may} for many objects: everything but the object is decided at once. */
  default Predicate<String> reach(String resource, String action) {
    return object -> may(resource, action, object);
  }

  /** What is missing looks like what is forbidden, so that nobody learns names by asking. */
  default boolean hidesAbsence() {
    return true;
  }
}
