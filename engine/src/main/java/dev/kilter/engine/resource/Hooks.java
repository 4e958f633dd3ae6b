package dev.kilter.engine.resource;

import dev.kilter.model.application.Annotations;
import dev.kilter.model.manifest.Manifest;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/**
 * What an object's hook annotations say, Argo CD's and Helm's (gitops-engine, sync/hook). {@code
 * hook} is true for everything that is no ordinary object; {@code types} may still be empty: such
 * an object is ignored. Valid Argo types win over Helm's.
 */
public record Hooks(boolean hook, List<Type> types, Set<DeletePolicy> deletePolicies) {
  /** On an object: when its hook is deleted, as a comma-separated list. */
  public static final String DELETE_POLICY = "argocd.argoproj.io/hook-delete-policy";

  public static final String HELM_DELETE_POLICY = "helm.sh/hook-delete-policy";

  /** Keeps a created hook until its result has been seen. */
  public static final String FINALIZER = "argocd.argoproj.io/hook-finalizer";

  private static final String HELM_CRD_INSTALL = "crd-install";

  /** What an object without hook annotations says. */
  public static final Hooks NONE =
      new Hooks(false, List.of(), Set.of(DeletePolicy.BEFORE_HOOK_CREATION));

  public Hooks {
    types = List.copyOf(types);
    deletePolicies = Collections.unmodifiableSet(EnumSet.copyOf(deletePolicies));
  }

  /** Reads the annotations of an object, desired or live. */
  public static Hooks of(Manifest manifest) {
    Optional<String> argo = manifest.annotation(Annotations.HOOK);
    Optional<String> helm = manifest.annotation(Annotations.HELM_HOOK);
    if (argo.isEmpty() && helm.isEmpty()) {
      return NONE;
    }
    List<Type> types = types(argo.orElse(""), helm.orElse(""));
    boolean hook =
        argo.isPresent()
            ? !types.equals(List.of(Type.Skip))
            : helm.filter(value -> !value.equals(HELM_CRD_INSTALL)).isPresent();
    return new Hooks(hook, types, deletePolicies(manifest));
  }

  /** Neither applied nor given a verdict: {@code hook: Skip}, and nothing else. */
  public boolean skipped() {
    return types.equals(List.of(Type.Skip));
  }

  /** Neither applied nor counted: it names only hook types that Argo CD does not know. */
  public boolean ignored() {
    return hook && types.isEmpty();
  }

  public boolean runsIn(Type type) {
    return types.contains(type);
  }

  private static List<Type> types(String argo, String helm) {
    SequencedSet<Type> types = new LinkedHashSet<>();
    Csv.values(argo).forEach(text -> Type.ofArgo(text).ifPresent(types::add));
    if (types.isEmpty()) {
      Csv.values(helm).forEach(text -> Type.ofHelm(text).ifPresent(types::add));
    }
    return List.copyOf(types);
  }

  private static Set<DeletePolicy> deletePolicies(Manifest manifest) {
    Set<DeletePolicy> policies = EnumSet.noneOf(DeletePolicy.class);
    Csv.values(manifest.annotation(DELETE_POLICY).orElse(""))
        .forEach(text -> DeletePolicy.ofArgo(text).ifPresent(policies::add));
    Csv.values(manifest.annotation(HELM_DELETE_POLICY).orElse(""))
        .forEach(text -> DeletePolicy.ofHelm(text).ifPresent(policies::add));
    return policies.isEmpty() ? EnumSet.of(DeletePolicy.BEFORE_HOOK_CREATION) : policies;
  }

  /** When a hook runs; the names are Argo CD's on the wire. */
  public enum Type {
    PreSync,
    Sync,
    PostSync,
    SyncFail,
    Skip,
    PreDelete,
    PostDelete;

    static Optional<Type> ofArgo(String text) {
      for (Type type : values()) {
        if (type.name().equals(text)) {
          return Optional.of(type);
        }
      }
      return Optional.empty();
    }

    /** Helm's names; tests and rollback hooks have no counterpart. */
    static Optional<Type> ofHelm(String text) {
      return switch (text) {
        case "pre-install", "pre-upgrade" -> Optional.of(PreSync);
        case "post-install", "post-upgrade" -> Optional.of(PostSync);
        case "pre-delete" -> Optional.of(PreDelete);
        case "post-delete" -> Optional.of(PostDelete);
        default -> Optional.empty();
      };
    }
  }

  /** When a hook's object is deleted; one that says nothing goes before it is created again. */
  public enum DeletePolicy {
    BEFORE_HOOK_CREATION("BeforeHookCreation", "before-hook-creation"),
    HOOK_SUCCEEDED("HookSucceeded", "hook-succeeded"),
    HOOK_FAILED("HookFailed", "hook-failed");

    private final String argo;
    private final String helm;

    DeletePolicy(String argo, String helm) {
      this.argo = argo;
      this.helm = helm;
    }

    static Optional<DeletePolicy> ofArgo(String text) {
      return EnumSet.allOf(DeletePolicy.class).stream()
          .filter(policy -> policy.argo.equals(text))
          .findFirst();
    }

    static Optional<DeletePolicy> ofHelm(String text) {
      return EnumSet.allOf(DeletePolicy.class).stream()
          .filter(policy -> policy.helm.equals(text))
          .findFirst();
    }
  }
}
