package dev.kilter.engine.access;

/**
 * A line of the policy, and where it stands.
 *
 * @param place the entry or the role that holds it
 * @param number from 1; 0 for what holds without being written
 */
public record PolicyLine(Layer layer, String place, int number, String text) {
  private static final int SHOWN = 120;

  /** Who wrote it, in the order in which the layers count. */
  public enum Layer {
    BUILT_IN,
    CONFIGURED,
    PROJECT
  }

  /** As {@code argocd-rbac-cm: policy.csv, line 3 ("p, role:dev, …")}. */
  public String described() {
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    return "%s%s (\"%s\")".formatted(place, number == 0 ? "" : ", line " + number, shown);
  }
}
