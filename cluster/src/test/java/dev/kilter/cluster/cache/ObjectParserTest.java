package dev.kilter.cluster.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.cluster.json.JsonText;
import dev.kilter.codec.Json;
import dev.kilter.model.application.Health;
import dev.kilter.model.application.HealthStatus;
import dev.kilter.model.cluster.HealthAssessor;
import dev.kilter.model.manifest.GroupKind;
import dev.kilter.model.manifest.GroupVersionKind;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.settings.Settings.Tracking;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is passed over while reading must not be missed afterwards. */
class ObjectParserTest {
  private final ObjectParser parser =
      new ObjectParser(
          new Marks(new Tracking(Tracking.Method.ANNOTATION, "", Optional.empty())),
          new Phases(),
          new Interner());

  /** Looks into Pods and Widgets alone. */
  private static final class Phases implements HealthAssessor {
    @Override
    public Optional<Health> assess(Manifest live) {
      return looksInto(live.gvk().groupKind())
          ? Optional.of(
              new Health(HealthStatus.Degraded, live.text("status", "phase").orElse("none")))
          : Optional.empty();
    }

    @Override
    public boolean looksInto(GroupKind kind) {
      return List.of("Pod", "Widget").contains(kind.kind());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'',v1,Pod",
    "'',v1,Secret",
    "'',v1,ConfigMap",
    "apps,v1,ReplicaSet",
    "batch.example.com,v1,Job",
    "example.com,v1,Widget",
    "example.com,v1,Gadget",
    "apiextensions.k8s.io,v1,CustomResourceDefinition"
  })
  void holdsOfAForeignObjectWhatAWholeOneWouldGive(String group, String version, String kind)
      throws IOException {
    same(new GroupVersionKind(group, version, kind), "");
  }

  @ParameterizedTest
  @CsvSource({"Secret", "ConfigMap", "Pod"})
  void holdsAManagedObjectWhole(String kind) throws IOException {
    Held held =
        same(
            new GroupVersionKind("", "v1", kind),
            "\"argocd.argoproj.io/tracking-id\":\"shop:/%s:ns/a\",".formatted(kind));
    assertThat(held.instance()).isEqualTo("shop");
  }

  private Held same(GroupVersionKind kind, String mark) throws IOException {
    byte[] text =
        """
        {"apiVersion":"%s","kind":"%s","metadata":{"name":"a","namespace":"ns",
         "uid":"00000000-0000-4000-8000-000000000001","resourceVersion":"7",
         "creationTimestamp":"2026-01-01T00:00:00Z","deletionTimestamp":"2026-01-02T00:00:00Z",
         "annotations":{%s"kubernetes.io/service-account.name":"robot"},
         "ownerReferences":[{"apiVersion":"v1","kind":"Owner","name":"o","controller":true,
          "uid":"00000000-0000-4000-8000-000000000002"}],
         "managedFields":[{"manager":"m","operation":"Update","fieldsV1":{"f:data":{"f:k":{}}}}]},
         "type":"kubernetes.io/service-account-token","data":{"k":"dg=="},
         "spec":{"nodeName":"n","containers":[{"name":"c","image":"i:1"}],
          "template":{"spec":{"containers":[{"name":"c","image":"i:2"}]}}},
         "status":{"phase":"Failed"}}
        """
            .formatted(kind.apiVersion(), kind.kind(), mark)
            .getBytes(UTF_8);
    Held read = parser.parse(new JsonText(text), kind);
    Held whole = parser.hold(Manifest.of(Json.object(text)), kind);
    assertThat(read.unpacked(List.of(), Held.Manifests.UNPACKED))
        .isEqualTo(whole.unpacked(List.of(), Held.Manifests.UNPACKED));
    return read;
  }
}
