package dev.kilter.cluster.cache;

import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.manifest.GroupKind;
import org.jspecify.annotations.Nullable;

/** An owner reference in few bytes; siblings share one, and its name is the owner's own. */
final class OwnerRef {
  private final String apiVersion;
  private final String kind;
  private final String name;
  private final Uid uid;
  private final @Nullable String oddUid;
  private final boolean controller;

  OwnerRef(LiveResource.Owner owner) {
    this.apiVersion = owner.apiVersion();
    this.kind = owner.kind();
    this.name = owner.name();
    this.uid = Uid.of(owner.uid());
    this.oddUid = Uid.isUuid(owner.uid()) ? null : owner.uid();
    this.controller = owner.controller();
  }

  private OwnerRef(OwnerRef other, String name) {
    this.apiVersion = other.apiVersion;
    this.kind = other.kind;
    this.name = name;
    this.uid = other.uid;
    this.oddUid = other.oddUid;
    this.controller = other.controller;
  }

  /** The same with a text that is held elsewhere already. */
  OwnerRef sharing(String sameName) {
    return new OwnerRef(this, sameName);
  }

  Uid uid() {
    return uid;
  }

  String name() {
    return name;
  }

  GroupKind groupKind() {
    int slash = apiVersion.indexOf('/');
    return new GroupKind(slash < 0 ? "" : apiVersion.substring(0, slash), kind);
  }

  LiveResource.Owner owner() {
    String text = oddUid == null ? uid.toString() : oddUid;
    return new LiveResource.Owner(apiVersion, kind, name, text, controller);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OwnerRef that
        && uid.equals(that.uid)
        && controller == that.controller
        && name.equals(that.name)
        && kind.equals(that.kind)
        && apiVersion.equals(that.apiVersion);
  }

  @Override
  public int hashCode() {
    return uid.hashCode();
  }
}
