package dev.kilter.cluster.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kilter.cluster.cache.CacheEvent.Bookmark;
import dev.kilter.cluster.cache.CacheEvent.Seen;
import dev.kilter.model.cluster.ApiResource;
import dev.kilter.model.manifest.GroupVersionKind;
import dev.kilter.model.settings.Settings.Tracking;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an API server may say is not always what it should. */
class StreamReaderTest {
  private static final StreamId STREAM =
      new StreamId(
          new ApiResource(
              new GroupVersionKind("", "v1", "ConfigMap"), "configmaps", true, true, Set.of()),
          "");

  private final List<CacheEvent> events = new ArrayList<>();
  private final StreamReader reader =
      new StreamReader(
          STREAM,
          1,
          new ObjectParser(
              new Marks(new Tracking(Tracking.Method.ANNOTATION, "", Optional.empty())),
              _ -> Optional.empty(),
              new Interner()),
          events::add);

  @Test
  void anAnswerThatIsNoListIsNotAnEmptyOne() {
    assertThatThrownBy(() -> list("{\"kind\":\"Status\",\"metadata\":{},\"code\":500}"))
        .isInstanceOf(IOException.class);
    assertThat(events).isEmpty();
  }

  @Test
  void aListMayBeEmpty() throws IOException {
    list("{\"kind\":\"ConfigMapList\",\"metadata\":{\"resourceVersion\":\"5\"},\"items\":null}");
    assertThat(events.getFirst()).isInstanceOf(Bookmark.class);
  }

  @Test
  void anObjectThatIsTooDeepCostsNobodyElseTheStream() throws IOException {
    String deep = "[".repeat(20_000) + "]".repeat(20_000);
    line("{\"type\":\"ADDED\",\"object\":{\"metadata\":{\"name\":\"odd\"},\"spec\":" + deep + "}}");
    line("{\"type\":\"ADDED\",\"object\":{\"metadata\":{\"name\":\"next\"}}}");
    assertThat(events).hasSize(2).allMatch(Seen.class::isInstance);
  }

  @Test
  void anErrorEndsTheWatchWhateverItsCode() throws IOException {
    assertThat(error("410")).isEqualTo(410);
    for (String odd : List.of("0", "-1", "1099511627776", "\"410\"", "null")) {
      assertThat(error(odd)).as(odd).isEqualTo(500);
    }
  }

  private int error(String code) throws IOException {
    return line("{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":" + code + "}}");
  }

  @Test
  void anEventWithoutAnObjectBreaksTheStream() {
    assertThatThrownBy(() -> line("{\"type\":\"ADDED\",\"object\":\"text\"}"))
        .isInstanceOf(IOException.class);
    assertThat(events).isEmpty();
  }

  @Test
  void aLineThatIsNoEventBreaksTheStream() {
    for (String line :
        List.of(
            "null",
            "7",
            "[]",
            "\"text\"",
            "",
            " ",
            "<html>",
            "{}",
            "{\"type\":\"ADDED\"}",
            "{\"kind\":\"Status\",\"code\":500}",
            "{\"type\":\"SYNC\",\"object\":{\"metadata\":{\"name\":\"odd\"}}}",
            "{\"object\":{\"metadata\":{\"name\":\"odd\"}}}")) {
      assertThatThrownBy(() -> line(line)).as(line).isInstanceOf(IOException.class);
    }
    assertThat(events).isEmpty();
  }

  private int line(String line) throws IOException {
    return reader.line(line.getBytes(UTF_8));
  }

  private void list(String content) throws IOException {
    reader.list(content.getBytes(UTF_8));
  }
}
