package dev.kilter.codec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.emitter.Emitter;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.ImplicitTuple;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;

/** Feeds a tree to the emitter, which knows where each style may stand. */
final class YamlWriter {
  private static final DumpSettings SETTINGS =
      DumpSettings.builder().setIndent(2).setSplitLines(false).setMaxSimpleKeyLength(1024).build();

  private final Emitter emitter;

  private YamlWriter(Emitter emitter) {
    this.emitter = emitter;
  }

  static String text(@Nullable Object tree) {
    var text = new Text(new StringBuilder());
    var emitter = new Emitter(SETTINGS, text);
    emitter.emit(new StreamStartEvent());
    emitter.emit(new DocumentStartEvent(false, Optional.empty(), Map.of()));
    new YamlWriter(emitter).write(tree);
    emitter.emit(new DocumentEndEvent(false));
    emitter.emit(new StreamEndEvent());
    return text.builder.toString();
  }

  private void write(@Nullable Object node) {
    switch (node) {
      case null -> plain("null");
      case String text -> string(text);
      case Boolean flag -> plain(flag.toString());
      case Double number -> plain(finite(number));
      case Number number -> plain(number.toString());
      case Map<?, ?> map -> mapping(map);
      case List<?> list -> sequence(list);
      default ->
          throw new CodecException("a tree cannot hold a " + node.getClass().getName(), 0, 0);
    }
  }

  private static String finite(double number) {
    if (!Double.isFinite(number)) {
      throw new CodecException("JSON has no infinite number and no NaN", 0, 0);
    }
    return Numbers.json(number);
  }

  private void mapping(Map<?, ?> map) {
    FlowStyle style = map.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK;
    emitter.emit(new MappingStartEvent(Optional.empty(), Optional.empty(), true, style));
    map.forEach((key, value) -> {
      string(String.valueOf(key));
      write(value);
    });
    emitter.emit(new MappingEndEvent());
  }

  private void sequence(List<?> list) {
    FlowStyle style = list.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK;
    emitter.emit(new SequenceStartEvent(Optional.empty(), Optional.empty(), true, style));
    list.forEach(this::write);
    emitter.emit(new SequenceEndEvent());
  }

  private void string(String text) {
    if (text.chars().anyMatch(YamlWriter::needsEscape)) {
      scalar(text, ScalarStyle.DOUBLE_QUOTED, false);
    } else if (text.indexOf('\n') >= 0) {
      scalar(text, ScalarStyle.LITERAL, false);
    } else if (KubernetesScalars.staysText(text)) {
      scalar(text, ScalarStyle.PLAIN, true);
    } else {
      scalar(text, ScalarStyle.DOUBLE_QUOTED, false);
    }
  }

  /** Characters that one reader or another takes for a line break or drops. */
  private static boolean needsEscape(int c) {
    return c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029 || c == 0xFEFF;
  }

  private void plain(String text) {
    scalar(text, ScalarStyle.PLAIN, true);
  }

  private void scalar(String text, ScalarStyle style, boolean plainAllowed) {
    var implicit = new ImplicitTuple(plainAllowed, true);
    emitter.emit(new ScalarEvent(Optional.empty(), Optional.empty(), implicit, text, style));
  }

  private record Text(StringBuilder builder) implements StreamDataWriter {
    @Override
    public void write(String text) {
      builder.append(text);
    }

    @Override
    public void write(String text, int offset, int length) {
      builder.append(text, offset, offset + length);
    }
  }
}
