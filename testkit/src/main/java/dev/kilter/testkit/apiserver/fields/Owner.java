package dev.kilter.testkit.apiserver.fields;

/** Who owns fields, and how it got them. */
public record Owner(String manager, Operation operation, String apiVersion, String subresource) {
  public enum Operation {
    APPLY("Apply"),
    UPDATE("Update");

    final String text;

    Operation(String text) {
      this.text = text;
    }
  }

  /** Appliers are the same whatever version they apply through. */
  boolean isSame(Owner other) {
    return manager.equals(other.manager)
        && operation == other.operation
        && subresource.equals(other.subresource)
        && (operation == Operation.APPLY || apiVersion.equals(other.apiVersion));
  }
}
