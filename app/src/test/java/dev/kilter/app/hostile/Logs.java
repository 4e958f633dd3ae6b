package dev.kilter.app.hostile;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Everything that is logged, and every exception that ends a thread, by which case it is about. */
final class Logs extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private static final int KEPT = 20_000;
  private final List<String> lines = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();
  private final Thread.UncaughtExceptionHandler before =
      Thread.getDefaultUncaughtExceptionHandler();

  static Logs listen() {
    Logs logs = new Logs();
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    logs.setContext(context);
    logs.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(logs);
    Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {
      java.io.StringWriter trace = new java.io.StringWriter();
      error.printStackTrace(new java.io.PrintWriter(trace));
      logs.error("the thread " + thread.getName() + " ended with " + trace);
    });
    return logs;
  }

  private synchronized void error(String text) {
    errors.add(text.length() > 6_000 ? text.substring(0, 6_000) : text);
  }

  @Override
  protected synchronized void append(ILoggingEvent event) {
    String text = event.getMDCPropertyMap() + " " + event.getFormattedMessage();
    if (event.getThrowableProxy() != null) {
      text += "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
    }
    lines.add(text);
    if (lines.size() > KEPT) {
      lines.subList(0, KEPT / 2).clear();
    }
    if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
      error(text);
    }
  }

  /** Throws where a line about the case is an error, or any line holds its secret. */
  synchronized void check(long number, String canary) {
    for (String line : lines) {
      if (line.contains(canary)) {
        throw new AssertionError("a secret is logged: " + line);
      }
    }
    for (String error : errors) {
      if (error.contains("victim-" + number + ",") || error.contains("victim-" + number + "}")) {
        throw new AssertionError("an error is logged: " + error);
      }
    }
  }

  /** What went wrong, whichever case it was. */
  synchronized List<String> errors() {
    return List.copyOf(errors);
  }

  @Override
  public void close() {
    Thread.setDefaultUncaughtExceptionHandler(before);
    ((LoggerContext) LoggerFactory.getILoggerFactory()).reset();
  }
}
