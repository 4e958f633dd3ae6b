package dev.kilter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kilter.sandbox.Sandbox;
import dev.kilter.sandbox.SandboxOptions;
import dev.kilter.sandbox.kube.ClusterAccess;
import dev.kilter.sandbox.kube.KubeClient;
import dev.kilter.sandbox.kube.PatchType;
import dev.kilter.sandbox.testing.SharedSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two real control planes. The other one is known by a Secret that comes, changes and goes while
 * the controller runs; what happens to it is nothing to an application on the first.
 */
class SecondClusterTest extends OneController {
  private static final String SECRETS = "/api/v1/secrets";
  private static final String CLUSTER_ROLES = "/apis/rbac.authorization.k8s.io/v1/clusterroles";
  private static final String PIN = "kilter.dev/cluster-identity";
  private static Sandbox second;
  private static KubeClient there;
  private String name = "";

  @BeforeAll
  static void startSecond() throws IOException {
    second = Sandbox.start(SandboxOptions.temporary().withNodes(1));
    there = new KubeClient(second.access(), "kilter-test");
  }

  @AfterAll
  static void stopSecond() throws IOException {
    there.close();
    second.close();
  }

  @BeforeEach
  void openBoth() throws IOException {
    name = shop.name();
    git.write("near/a.yaml", Manifests.configMap("near", "0"))
        .write("far/a.yaml", Manifests.configMap("far", "0"))
        .commit("Open");
    there.create("/api/v1/namespaces", SharedSandbox.json(metadata(name)));
    kilter.automated(near(), git, "near", shop.name());
    kilter.awaitWell(near());
  }

  @AfterEach
  void forget() throws IOException {
    if (kilter.exists(secret())) {
      kilter.client().delete(secret());
    }
    there.delete("/api/v1/namespaces/" + name);
  }

  private String near() {
    return name + "-near";
  }

  private String far() {
    return name + "-far";
  }

  private static String metadata(String name) {
    return "{\"metadata\":{\"name\":\"" + name + "\"}}";
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private String secret() {
    return kilter.home().path(SECRETS + "/" + name);
  }

  /** A cluster Secret's data: the server, how to log in, and more keys. */
  private ObjectNode data(ClusterAccess access, ObjectNode login) {
    login.withObject("/tlsClientConfig").put("caData", base64(access.authorityPem()));
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    return data.put("name", far())
        .put("server", access.server().toString())
        .put("config", login.toString());
  }

  private static ObjectNode token(String token) {
    return JsonNodeFactory.instance.objectNode().put("bearerToken", token);
  }

  private static ObjectNode certificate(ClusterAccess access) {
    ObjectNode login = JsonNodeFactory.instance.objectNode();
    login
        .withObject("/tlsClientConfig")
        .put("certData", base64(access.certificate().certificatePem()))
        .put("keyData", base64(access.certificate().keyPem()));
    return login;
  }

  private void add(ObjectNode data) {
    ObjectNode secret = (ObjectNode) SharedSandbox.json(metadata(name));
    secret.withObject("/metadata/labels").put("argocd.argoproj.io/secret-type", "cluster");
    secret.set("stringData", data);
    kilter.home().create(SECRETS, secret);
  }

  private void change(ObjectNode data) {
    ObjectNode secret = JsonNodeFactory.instance.objectNode();
    secret.set("stringData", data);
    try {
      kilter.client().patch(secret(), PatchType.MERGE, secret);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void createFar() {
    kilter.create(
        far(),
        Kilter.spec(git.url(), "far", name, "\"automated\":{\"prune\":true,\"selfHeal\":true}")
            .replace(
                "\"server\":\"https://kubernetes.default.svc\"", "\"name\":\"" + far() + "\""));
  }

  private String path(String configMap) {
    return shop.path("/api/v1/configmaps/" + configMap);
  }

  private static String value(KubeClient cluster, String path) {
    try {
      return cluster.get(path).at("/data/key").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void push(String value) {
    git.write("near/a.yaml", Manifests.configMap("near", value))
        .write("far/a.yaml", Manifests.configMap("far", value));
    kilter.publish(git, "Version " + value);
  }

  /** The first cluster's application follows a push, whatever is with the other. */
  private void nearFollows(String value) {
    push(value);
    kilter.await(() -> assertThat(value(kilter.client(), path("near"))).isEqualTo(value));
    kilter.awaitWell(near());
  }

  private void farFollows(String value) {
    kilter.await(() -> assertThat(value(there, path("far"))).isEqualTo(value));
    kilter.awaitWell(far());
  }

  private void farCannotBeSeen(String... why) {
    kilter.awaitCondition(far(), "ComparisonError", why);
    kilter.awaitApplication(
        far(),
        application ->
            assertThat(application.at("/status/sync/status").asText()).isEqualTo("Unknown"));
  }

  @Test
  void followsASecretThatComesChangesAndGoes() throws IOException {
    ClusterAccess access = second.access();
    createFar();
    kilter.awaitCondition(far(), "InvalidSpecError", far());
    add(data(access, token(access.token())));
    farFollows("0");

    change(data(access, token("a-token-that-no-server-knows")));
    farCannotBeSeen("401");
    nearFollows("1");
    change(data(access, certificate(access)));
    farFollows("1");

    second.stopApiServer();
    try {
      farCannotBeSeen(access.server().toString(), "cannot be reached");
      nearFollows("2");
    } finally {
      second.startApiServer();
    }
    farFollows("2");

    kilter.client().delete(secret());
    kilter.awaitCondition(far(), "InvalidSpecError", far());
    nearFollows("3");
    assertThat(value(there, path("far"))).isEqualTo("2");
  }

  /** Its Secret says which cluster it is; where it is another one, it is left alone. */
  @Test
  void leavesAnotherClusterAlone() throws IOException {
    add(data(second.access(), token(second.access().token())));
    createFar();
    farFollows("0");
    String uid = there.get("/api/v1/namespaces/kube-system").at("/metadata/uid").asText();
    kilter.await(() -> assertThat(pin()).startsWith(uid));

    pin("another");
    farCannotBeSeen("leads to another cluster", uid, "another");
    nearFollows("1");
    assertThat(value(there, path("far"))).isEqualTo("0");
    assertThat(kilter.out("app", "explain", far())).contains("leads to another cluster");

    pin(null);
    farFollows("1");
    kilter.await(() -> assertThat(pin()).startsWith(uid));
  }

  private String pin() {
    return kilter.get(secret()).at("/metadata/annotations").path(PIN).asText();
  }

  private void pin(@Nullable String identity) throws IOException {
    ObjectNode secret = JsonNodeFactory.instance.objectNode();
    secret.withObject("/metadata/annotations").put(PIN, identity);
    kilter.client().patch(secret(), PatchType.MERGE, secret);
  }

  /** What was deployed to the old server stays there: moving a cluster deletes nothing. */
  @Test
  void movesToAnotherServer() throws IOException {
    add(data(second.access(), token(second.access().token())));
    createFar();
    farFollows("0");
    ClusterAccess first = SharedSandbox.get().access();
    change(data(first, token(first.token())));
    kilter.await(() -> assertThat(value(kilter.client(), path("far"))).isEqualTo("0"));
    nearFollows("1");
    kilter.await(() -> assertThat(value(kilter.client(), path("far"))).isEqualTo("1"));
    kilter.awaitWell(far());
    assertThat(value(there, path("far"))).isEqualTo("0");
  }

  @Test
  void managesOnlyTheNamespacesOfItsSecret() throws IOException {
    String role = name + "-reader";
    String account = limitedAccount();
    add(data(second.access(), token(account)).put("namespaces", name));
    createFar();
    farFollows("0");
    there.patch(path("far"), PatchType.MERGE, SharedSandbox.json("{\"data\":{\"key\":\"wrong\"}}"));
    farFollows("0");

    git.write("far/role.yaml", clusterRole(role));
    kilter.publish(git, "Add a cluster role");
    farCannotBeSeen("ClusterRole", role, "namespaced mode");
    nearFollows("1");

    change(
        data(second.access(), token(second.access().token()))
            .put("namespaces", name)
            .put("clusterResources", "true"));
    farFollows("1");
    String path = CLUSTER_ROLES + "/" + role;
    there.patch(path, PatchType.MERGE, SharedSandbox.json("{\"rules\":[]}"));
    kilter.await(() -> assertThat(rules(path)).isEqualTo(1));
    kilter.awaitWell(far());
    git.remove("far/role.yaml");
    kilter.publish(git, "Remove it");
    kilter.await(() -> assertThat(exists(path)).isFalse());
  }

  private static int rules(String path) {
    try {
      return there.get(path).path("rules").size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean exists(String path) {
    try {
      return there.find(path).isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String clusterRole(String role) {
    return """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata:
      name: %s
    rules:
      - apiGroups: [""]
        resources: [pods]
        verbs: [get]
    """
        .formatted(role);
  }

  /** A token of an account that may do everything in one namespace, and nothing outside. */
  private String limitedAccount() throws IOException {
    String namespace = "/namespaces/" + name;
    there.create(
        "/api/v1" + namespace + "/serviceaccounts", SharedSandbox.json(metadata("kilter")));
    there.create(
        "/apis/rbac.authorization.k8s.io/v1" + namespace + "/rolebindings",
        SharedSandbox.json(
            """
            {"metadata":{"name":"kilter"},
             "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole",
              "name":"cluster-admin"},
             "subjects":[{"kind":"ServiceAccount","name":"kilter","namespace":"%s"}]}
            """
                .formatted(name)));
    JsonNode token =
        there.create(
            "/api/v1" + namespace + "/serviceaccounts/kilter/token",
            SharedSandbox.json("{\"spec\":{\"expirationSeconds\":3600}}"));
    return token.at("/status/token").asText();
  }
}
