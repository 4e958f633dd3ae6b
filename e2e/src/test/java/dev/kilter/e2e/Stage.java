package dev.kilter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.sandbox.kube.PatchType;
import dev.kilter.sandbox.testing.SharedSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Where one story plays: an application, and a folder of Git and a namespace that bear its name.
 */
record Stage(Kilter kilter, GitRepository git, String name) {
  private static final String POLICY =
      "\"automated\":{\"prune\":true,\"selfHeal\":true},\"syncOptions\":[\"CreateNamespace=true\"]";

  String namespace() {
    return kilter.home().name() + "-" + name;
  }

  /** {@code v1/configmaps/a} in the application's namespace. */
  String path(String resource) {
    int name = resource.indexOf('/', resource.indexOf('/') + 1);
    boolean core = resource.startsWith("v1/");
    int version = core ? resource.indexOf('/') : name;
    return (core ? "/api/" : "/apis/")
        + resource.substring(0, version)
        + "/namespaces/"
        + namespace()
        + resource.substring(version);
  }

  Stage write(String file, String manifest) {
    git.write(name + "/" + file, manifest);
    return this;
  }

  Stage remove(String file) {
    git.remove(name + "/" + file);
    return this;
  }

  /** Commits what was written and tells the controller of it; the new commit. */
  String commit() {
    return kilter.publish(git, "Change " + name);
  }

  void create() {
    kilter.create(name, Kilter.spec(git.url(), name, namespace(), POLICY));
  }

  void patch(String body) {
    try {
      kilter.client().patch(resource(), PatchType.MERGE, SharedSandbox.json(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void annotate(String annotation, String value) {
    patch("{\"metadata\":{\"annotations\":{\"" + annotation + "\":\"" + value + "\"}}}");
  }

  void delete() {
    try {
      kilter.client().delete(resource());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String resource() {
    return kilter.home().path("/apis/argoproj.io/v1alpha1/applications/" + name);
  }

  /** Waits until so many syncs are remembered, the last one to this commit and well ended. */
  void awaitSynced(String commit, int syncs) {
    kilter.awaitApplication(
        name,
        application -> {
          assertThat(application.at("/status/history").size()).isEqualTo(syncs);
          assertThat(application.at("/status/history/" + (syncs - 1) + "/revision").asText())
              .isEqualTo(commit);
          assertThat(application.at("/status/operationState/phase").asText())
              .isEqualTo("Succeeded");
          assertThat(application.at("/status/sync/status").asText()).isEqualTo("Synced");
        });
  }

  void awaitValue(String configMap, String value) {
    kilter.await(() ->
        assertThat(kilter.get(path("v1/configmaps/" + configMap)).at("/data/key").asText())
            .isEqualTo(value));
  }
}
