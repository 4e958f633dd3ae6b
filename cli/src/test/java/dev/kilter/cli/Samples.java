package dev.kilter.cli;

/** Recorded documents. */
final class Samples {
  static final String SHOP =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Application
      metadata: {name: shop, namespace: argocd, managedFields: [{manager: x}]}
      spec:
        project: default
        source: {repoURL: https://git.acme.io/shop.git, path: shop, targetRevision: main}
        destination: {server: https://kubernetes.default.svc, namespace: shop}
        syncPolicy: {automated: {prune: true}}
      status:
        reconciledAt: '2026-11-22T09:59:00Z'
        sync: {status: OutOfSync, revision: 9f31c2a0000000000000000000000000000000aa}
        health: {status: Degraded}
        summary: {images: ['api:1.9.2']}
        conditions:
        - {type: SyncError, message: it failed, lastTransitionTime: '2026-11-22T09:58:00Z'}
        resources:
        - group: apps
          version: v1
          kind: Deployment
          namespace: shop
          name: api
          status: OutOfSync
          health: {status: Degraded, message: 2 of 3 ready}
        - {version: v1, kind: Service, namespace: shop, name: api, status: Synced, health: {status: Healthy}}
        operationState:
          phase: Succeeded
          message: successfully synced
          startedAt: '2026-11-22T09:50:00Z'
          finishedAt: '2026-11-22T09:51:00Z'
          syncResult:
            revision: 9f31c2a0000000000000000000000000000000aa
            resources:
            - {version: v1, kind: Service, namespace: shop, name: api, status: Synced, message: service/api unchanged}
        history:
        - id: 11
          revision: aaaaaaa000000000000000000000000000000001
          deployedAt: '2026-11-20T10:00:00Z'
          initiatedBy: {username: ana}
        - id: 12
          revision: 9f31c2a0000000000000000000000000000000aa
          deployedAt: '2026-11-22T09:51:00Z'
          initiatedBy: {automated: true}
      """;

  static final String BLOG =
      """
      metadata: {name: blog, namespace: argocd}
      spec:
        project: web
        source: {repoURL: https://git.acme.io/blog, path: .}
        destination: {name: in-cluster, namespace: blog}
      status: {sync: {status: Synced}, health: {status: Healthy}}
      """;

  static final String LIST = "items:\n" + item(BLOG) + item(SHOP);

  static final String EXPLAINED =
      """
      verdict: ImagePull
      headline: '2 of 3 pods cannot pull api:1.9.2: tag not found.'
      code: KIL-601
      object: Deployment/api
      evidence: [came with 9f31c2a "bump api" by ben]
      fixes: [{label: go back, command: kilter app rollback shop 11 --hold}]
      since: '2026-11-22T09:54:00Z'
      """;

  static final String TREE =
      """
      nodes:
      - {group: apps, kind: Deployment, namespace: shop, name: api, uid: u1, health: {status: Degraded}}
      - group: apps
        kind: ReplicaSet
        namespace: shop
        name: api-1
        parentRefs: [{group: apps, kind: Deployment, namespace: shop, name: api}]
      - kind: Pod
        namespace: shop
        name: api-1-x
        health: {status: Progressing, message: pulling}
        parentRefs: [{group: apps, kind: ReplicaSet, namespace: shop, name: api-1}]
      - {kind: Service, namespace: shop, name: api, health: {status: Healthy}}
      orphanedNodes:
      - {kind: ConfigMap, namespace: shop, name: left}
      """;

  static final String MANAGED =
      """
      items:
      - group: apps
        kind: Deployment
        namespace: shop
        name: api
        targetState: '{"kind":"Deployment","spec":{"replicas":3}}'
        liveState: '{"kind":"Deployment","spec":{"replicas":5}}'
        normalizedLiveState: '{"kind":"Deployment","spec":{"replicas":5}}'
        predictedLiveState: '{"kind":"Deployment","spec":{"replicas":3}}'
        modified: true
        kilter: {sync: OutOfSync, drift: 'changed by hand: kubectl-edit', differences: ['spec.replicas: 5 -> 3']}
      - kind: ConfigMap
        namespace: shop
        name: new
        targetState: '{"kind":"ConfigMap"}'
        liveState: 'null'
        kilter: {sync: OutOfSync, drift: never applied}
      - kind: Service
        namespace: shop
        name: api
        targetState: '{"kind":"Service"}'
        liveState: '{"kind":"Service"}'
        kilter: {sync: Synced}
      """;

  static final String JOURNAL =
      """
      entries:
      - at: '2026-11-22T09:55:07.250Z'
        kind: self-heal
        actor: automation
        revision: 9f31c2a0000000000000000000000000000000aa
        outcome: 'Succeeded: successfully synced (all tasks run)'
      - at: '2026-11-22T09:53:10.5Z'
        kind: self-heal
        actor: automation
        revision: 9f31c2a0000000000000000000000000000000aa
        outcome: 'Succeeded: successfully synced (all tasks run)'
      - at: '2026-11-22T09:53:10.5Z'
        kind: drift
        actor: kubectl-scale
        outcome: 'Deployment/api: spec.replicas 2 → 5, reverted'
      - at: '2026-11-22T09:51:02Z'
        kind: sync
        actor: automation
        revision: 9f31c2a0000000000000000000000000000000aa
        commit: 'ben: bump api'
        images: ['api:1.9.1 -> api:1.9.2']
        steps: [{name: wave 0, millis: 41000}]
      """;

  private Samples() {}

  /** The same application, held after a rollback. */
  static String held(String application) {
    return application.replace(
        "namespace: argocd",
        "namespace: argocd, annotations: {kilter.dev/hold: '{\"by\":\"ana\",\"reason\":\"bad"
            + " image\",\"since\":\"2026-11-22T09:58:00.123Z\"}'}");
  }

  private static String item(String yaml) {
    return "- " + yaml.strip().replace("\n", "\n  ") + "\n";
  }
}
