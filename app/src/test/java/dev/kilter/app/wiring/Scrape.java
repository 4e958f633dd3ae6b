package dev.kilter.app.wiring;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One answer of {@code /metrics}, read as Prometheus reads it. */
final class Scrape {
  private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
  private static final Pattern SAMPLE = Pattern.compile("([a-z0-9_]+)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  private final Map<String, String> types = new HashMap<>();
  private final List<Sample> samples;

  record Sample(String name, Map<String, String> labels, double value) {}

  private Scrape(String text) {
    samples = Arrays.stream(text.split("\n", -1)).flatMap(line -> read(line).stream()).toList();
  }

  static Scrape of(int port) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + port + "/metrics");
      return new Scrape(
          http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body());
    }
  }

  private List<Sample> read(String line) {
    Matcher type = TYPE.matcher(line);
    if (type.matches()) {
      types.put(type.group(1), type.group(2));
    }
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      return List.of();
    }
    Map<String, String> labels = new TreeMap<>();
    Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
    while (label.find()) {
      labels.put(label.group(1), label.group(2));
    }
    return List.of(new Sample(sample.group(1), labels, Double.parseDouble(sample.group(3))));
  }

  String type(String name) {
    return types.getOrDefault(name, "absent");
  }

  /** {@code name{label,label} type}, for every metric that starts so. */
  List<String> shapes(String prefix) {
    return types.keySet().stream()
        .filter(name -> name.startsWith(prefix) && !name.endsWith("_max"))
        .sorted()
        .map(name -> name + "{" + String.join(",", labels(name)) + "} " + type(name))
        .toList();
  }

  private Set<String> labels(String name) {
    Set<String> all = new TreeSet<>();
    samples.stream()
        .filter(sample -> sample.name().equals(name) || sample.name().equals(name + "_count"))
        .forEach(sample -> all.addAll(sample.labels().keySet()));
    return all;
  }

  /** The sum over the samples that have these labels. */
  double value(String name, String... labels) {
    return samples.stream()
        .filter(sample -> sample.name().equals(name))
        .filter(sample -> {
          for (int i = 0; i < labels.length; i += 2) {
            if (!labels[i + 1].equals(sample.labels().get(labels[i]))) {
              return false;
            }
          }
          return true;
        })
        .mapToDouble(Sample::value)
        .sum();
  }
}
