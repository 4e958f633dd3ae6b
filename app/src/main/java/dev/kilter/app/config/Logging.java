package dev.kilter.app.config;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import dev.kilter.model.settings.Settings.LogFormat;
import dev.kilter.model.settings.Settings.LogLevel;
import dev.kilter.model.settings.Settings.Telemetry;
import java.time.ZoneId;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * Logs of the long-running roles on standard error. What the command line says wins; else the
 * settings hold, also when they change; else text at level info.
 */
public final class Logging {
  private static final String OURS = "dev.kilter";

  private final Optional<LogFormat> format;
  private final Optional<LogLevel> level;
  private Optional<Chosen> current = Optional.empty();

  private record Chosen(LogFormat format, LogLevel level) {}

  /** With what the command line says, if it says something. */
  public Logging(Optional<LogFormat> format, Optional<LogLevel> level) {
    this.format = format;
    this.level = level;
  }

  /** Takes the place of whatever was configured before. */
  public synchronized void configure(Telemetry telemetry) {
    Chosen chosen =
        new Chosen(
            format.or(telemetry::logFormat).orElse(LogFormat.TEXT),
            level.or(telemetry::logLevel).orElse(LogLevel.INFO));
    if (!current.equals(Optional.of(chosen))) {
      current = Optional.of(chosen);
      install(chosen);
    }
  }

  private static void install(Chosen chosen) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    LineEncoder encoder = new LineEncoder(chosen.format(), ZoneId.systemDefault());
    encoder.setContext(context);
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(appender);
    root.setLevel(Level.WARN);
    context.getLogger(OURS).setLevel(Level.toLevel(chosen.level().name()));
  }
}
