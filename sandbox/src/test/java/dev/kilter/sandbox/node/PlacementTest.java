package dev.kilter.sandbox.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kilter.sandbox.kube.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementTest {
  private static final List<JsonNode> NODES = List.of(node("one", ""), node("two", ""));

  @Test
  void takesEveryNodeForAPodWithoutWishes() {
    assertThat(Placement.candidates(pod("{}"), NODES)).hasSize(2);
  }

  @Test
  void saysThatNoNodeHasTheLabel() {
    assertThat(refusal("{\"nodeSelector\": {\"disk\": \"ssd\"}}"))
        .startsWith(
            "0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector.");
  }

  @Test
  void saysThatARequestIsLargerThanAnyNode() {
    assertThat(
            refusal("{\"containers\": [{\"resources\": {\"requests\": {\"memory\": \"1Ti\"}}}]}"))
        .startsWith("0/2 nodes are available: 2 Insufficient memory.");
  }

  @Test
  void keepsToTheNodeThatADaemonSetNames() {
    var affinity =
        """
        {"affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution":
          {"nodeSelectorTerms": [{"matchFields":
            [{"key": "metadata.name", "operator": "In", "values": ["two"]}]}]}}}}
        """;
    assertThat(Placement.candidates(pod(affinity), NODES)).containsExactly(NODES.get(1));
  }

  @Test
  void keepsAwayFromTaintsThatThePodDoesNotTolerate() {
    var tainted =
        List.of(node("one", "{\"key\": \"gpu\", \"value\": \"yes\", \"effect\": \"NoSchedule\"}"));
    assertThat(Placement.refusal(pod("{}"), tainted))
        .contains("1 node(s) had untolerated taint {gpu: yes}");
    var tolerant = pod("{\"tolerations\": [{\"key\": \"gpu\", \"operator\": \"Exists\"}]}");
    assertThat(Placement.candidates(tolerant, tainted)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"2, 2", "250m, 0.25", "1Ki, 1024", "1k, 1000", "1.5Gi, 1610612736", "1e3, 1000"})
  void readsQuantities(String text, double number) {
    assertThat(Placement.quantity(text)).isEqualTo(number);
  }

  private static String refusal(String spec) {
    assertThat(Placement.candidates(pod(spec), NODES)).isEmpty();
    return Placement.refusal(pod(spec), NODES);
  }

  private static JsonNode pod(String spec) {
    return Json.object("{\"spec\": " + spec + "}");
  }

  private static JsonNode node(String name, String taint) {
    return Json.object(
        """
        {"metadata": {"name": "%s", "labels": {"disk": "hdd"}}, "spec": {"taints": [%s]},
         "status": {"allocatable": {"cpu": "8", "memory": "16Gi"}}}
        """
            .formatted(name, taint));
  }
}
