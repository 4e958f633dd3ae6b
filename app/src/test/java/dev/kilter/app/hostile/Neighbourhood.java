package dev.kilter.app.hostile;

import dev.kilter.model.manifest.Manifest;
import java.util.List;

/** Whether a neighbour is as it was, but for the commit that it took meanwhile. */
final class Neighbourhood {
  private Neighbourhood() {}

  static boolean same(List<Object> before, List<Object> after) {
    return before.stream()
        .map(Neighbourhood::lasting)
        .toList()
        .equals(after.stream().map(Neighbourhood::lasting).toList());
  }

  private static Object lasting(Object said) {
    if (!(said instanceof Manifest manifest)) {
      return said;
    }
    Manifest lasting = manifest;
    for (String[] passing :
        new String[][] {
          {"data"},
          {"metadata", "resourceVersion"},
          {"status", "operationState"},
          {"status", "history"},
          {"status", "sync", "revision"},
          {"status", "reconciledAt"},
          {"status", "health", "lastTransitionTime"}
        }) {
      lasting = lasting.without(passing);
    }
    return lasting;
  }
}
