package dev.kilter.cli;

import dev.kilter.api.Answer;
import dev.kilter.api.Call;
import dev.kilter.api.Document;
import dev.kilter.api.Exchange;
import dev.kilter.api.Problem;
import dev.kilter.api.client.KilterClient;
import dev.kilter.cli.session.ClientFactory;
import dev.kilter.cli.session.Connection;
import dev.kilter.cli.session.Console;
import dev.kilter.cli.session.Terminal;
import dev.kilter.cli.session.Ticker;
import dev.kilter.codec.Json;
import dev.kilter.codec.Yaml;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The command line on recorded answers: several answers to one call come one after another. */
final class Recorded implements Exchange, ClientFactory {
  private final Map<String, Deque<Answer>> answers = new LinkedHashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> environment = new HashMap<>();
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");
  final List<String> calls = new ArrayList<>();
  Connection connected = new Connection("", "", "");
  String input = "";
  int looks = Integer.MAX_VALUE;
  Terminal terminal = Terminal.none();

  Recorded answer(String call, String yaml) {
    return answer(call, Answer.ok(Document.of(Yaml.parse(yaml))));
  }

  Recorded answer(String call, Problem problem) {
    return answer(call, Answer.of(problem));
  }

  private Recorded answer(String call, Answer answer) {
    answers.computeIfAbsent(call, _ -> new ArrayDeque<>()).add(answer);
    return this;
  }

  Recorded variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Somebody before a terminal of ASCII with this many rows. */
  static Terminal person(int rows) {
    return new Terminal() {
      @Override
      public boolean interactive() {
        return true;
      }

      @Override
      public int height() {
        return rows;
      }

      @Override
      public boolean unicode() {
        return false;
      }
    };
  }

  int run(String line) {
    out.reset();
    err.reset();
    Console console =
        new Console(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            terminal,
            environment,
            new Clock());
    try {
      return new Cli(console, this, Map.of("demo", "show it")).run(List.of(line.split(" ")));
    } finally {
      Thread.interrupted();
    }
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Override
  public Answer send(Call call) throws IOException {
    String name = call.method() + " " + call.path();
    StringBuilder query = new StringBuilder();
    call.query()
        .forEach(
            (key, values) -> query.append(key).append('=').append(values.getFirst()).append(' '));
    calls.add(
        (name + " " + query).strip() + call.body().map(body -> " " + Json.text(body)).orElse(""));
    Deque<Answer> prepared = answers.get(name);
    if (prepared == null) {
      throw new IOException("connection refused");
    }
    return prepared.size() > 1 ? prepared.removeFirst() : prepared.getFirst();
  }

  @Override
  public void follow(Call call, Predicate<Document> event) {
    throw new UnsupportedOperationException("nothing is streamed here");
  }

  @Override
  public KilterClient connect(Connection connection) {
    connected = connection;
    return new KilterClient(this);
  }

  @Override
  public List<String> applyDefinitions(Connection connection, boolean takeOver) {
    return List.of("applications.argoproj.io " + (takeOver ? "taken over" : "left alone"));
  }

  @Override
  public String version() {
    return "1.2.3";
  }

  private final class Clock implements Ticker {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
      now = now.plus(duration);
      looks--;
      if (looks <= 0) {
        throw new InterruptedException("the user has seen enough");
      }
    }
  }
}
