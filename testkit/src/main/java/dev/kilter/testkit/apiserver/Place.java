package dev.kilter.testkit.apiserver;

/** Where a request goes: a kind, a namespace or all, and one object or the collection. */
record Place(Kind kind, String namespace, String name, String subresource) {
  Key key() {
    return new Key(kind.qualified(), namespace, name);
  }

  boolean isCollection() {
    return name.isEmpty();
  }

  Place named(String other) {
    return new Place(kind, namespace, other, subresource);
  }
}
