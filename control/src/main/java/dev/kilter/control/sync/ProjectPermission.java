package dev.kilter.control.sync;

import dev.kilter.control.refresh.Scene;
import dev.kilter.engine.policy.KindScope;
import dev.kilter.engine.policy.ProjectPolicy;
import dev.kilter.engine.sync.Permission;
import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.manifest.ResourceKey;

/** What a project lets a sync write, asked in a sync's words. */
record ProjectPermission(ProjectPolicy policy, ClusterConnection cluster) implements Permission {
  /** Where there is no project or no destination. */
  static final Permission NOTHING =
      new Permission() {
        @Override
        public boolean kind(ResourceKey key, boolean namespaced) {
          return false;
        }

        @Override
        public boolean namespace(String namespace) {
          return false;
        }
      };

  static ProjectPermission of(Scene scene) {
    return new ProjectPermission(new ProjectPolicy(scene.project()), scene.cluster());
  }

  @Override
  public boolean kind(ResourceKey key, boolean namespaced) {
    return policy.permitsKind(
        key.groupKind(), key.name(), namespaced ? KindScope.NAMESPACED : KindScope.CLUSTER);
  }

  @Override
  public boolean namespace(String namespace) {
    return policy.permitsDestination(cluster, namespace);
  }
}
