package dev.kilter.app.config;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.kilter.codec.Json;
import dev.kilter.model.settings.Settings.LogFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.event.KeyValuePair;

/**
 * One line an event, with the fields of the thread and of the event behind the message: as text, or
 * as a flat JSON object with Argo CD's {@code time}, {@code level} and {@code msg}.
 */
final class LineEncoder extends EncoderBase<ILoggingEvent> {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT);

  private final LogFormat format;
  private final ZoneId zone;

  LineEncoder(LogFormat format, ZoneId zone) {
    this.format = format;
    this.zone = zone;
  }

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    String line =
        switch (format) {
          case TEXT -> text(event);
          case JSON -> json(event);
        };
    return (line + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private String text(ILoggingEvent event) {
    StringBuilder line = new StringBuilder();
    line.append(LOCAL.format(event.getInstant().atZone(zone)))
        .append(" %-5s ".formatted(event.getLevel()))
        .append(shortName(event.getLoggerName()))
        .append(' ')
        .append(event.getFormattedMessage());
    fields(event)
        .forEach((key, value) -> line.append(' ').append(key).append('=').append(quoted(value)));
    IThrowableProxy cause = event.getThrowableProxy();
    return cause == null
        ? line.toString()
        : line.append('\n').append(ThrowableProxyUtil.asString(cause)).toString().stripTrailing();
  }

  private static String quoted(String value) {
    return value.isEmpty() || value.chars().anyMatch(c -> c <= ' ' || c == '"')
        ? Json.text(value)
        : value;
  }

  private String json(ILoggingEvent event) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", Instant.ofEpochMilli(event.getTimeStamp()).toString());
    line.put("level", event.getLevel().toString().toLowerCase(Locale.ROOT));
    line.put("msg", event.getFormattedMessage());
    line.put("logger", shortName(event.getLoggerName()));
    fields(event).forEach(line::putIfAbsent);
    if (event.getThrowableProxy() != null) {
      line.put("error", ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    return Json.text(line);
  }

  /** The thread's, which say for whom it works; then the event's own. */
  private static Map<String, String> fields(ILoggingEvent event) {
    Map<String, String> fields = new LinkedHashMap<>(event.getMDCPropertyMap());
    if (event.getKeyValuePairs() != null) {
      for (KeyValuePair pair : event.getKeyValuePairs()) {
        fields.put(pair.key, String.valueOf(pair.value));
      }
    }
    return fields;
  }

  private static String shortName(String logger) {
    return logger.substring(logger.lastIndexOf('.') + 1);
  }
}
