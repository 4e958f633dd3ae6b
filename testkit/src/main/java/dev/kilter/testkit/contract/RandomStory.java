package dev.kilter.testkit.contract;

import dev.kilter.testkit.contract.ApiStory.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Requests about a few objects, each drawn from a seed; sensible and silly ones alike. */
public final class RandomStory {
  private static final List<String> NAMES = List.of("a", "b");
  private static final List<String> MANAGERS = List.of("one", "two", "argocd-controller");
  private static final List<String> KEYS = List.of("k", "l", "m");

  private final Random random;
  private final List<Step> steps = new ArrayList<>();

  private RandomStory(long seed) {
    this.random = new Random(seed);
  }

  public static List<Step> steps(long seed, int count) {
    RandomStory story = new RandomStory(seed);
    while (story.steps.size() < count) {
      story.step();
    }
    return story.steps;
  }

  private String any(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private void step() {
    Subject subject = random.nextInt(3) == 0 ? new Journals() : new ConfigMaps();
    String name = any(NAMES);
    String object = subject.resource() + "/" + name;
    String manager = "?fieldManager=" + any(MANAGERS);
    String force = random.nextBoolean() ? "&force=true" : "";
    switch (random.nextInt(9)) {
      case 0 -> add("POST", subject.resource() + manager, subject.object(name, ""));
      case 1 -> add("PUT", object + manager, subject.object(name, version()));
      case 2 -> add("MERGE", object + manager, subject.patch(version()));
      case 3 -> add("JSON", object + manager, subject.steps());
      case 4, 5, 6 -> add("APPLY", object + manager + force, subject.object(name, ""));
      case 7 -> add("DELETE", object, random.nextBoolean() ? "" : preconditions());
      default -> add("GET", object, "");
    }
  }

  private void add(String verb, String path, String body) {
    String saved = verb.equals("DELETE") ? "" : "last";
    steps.add(new Step(verb, ApiStory.path(path), body, saved));
  }

  /** Of the last answer, which may be of another object, or none. */
  private String version() {
    return random.nextInt(3) == 0 && !steps.isEmpty() ? "\"resourceVersion\":\"<last.rv>\"," : "";
  }

  private String preconditions() {
    return steps.isEmpty()
        ? "{}"
        : "{\"preconditions\":{\"uid\":\"<last.uid>\"},\"propagationPolicy\":\"Background\"}";
  }

  private String values() {
    List<String> values = new ArrayList<>();
    for (String key : KEYS) {
      if (random.nextBoolean()) {
        values.add("\"%s\":\"%d\"".formatted(key, random.nextInt(2)));
      }
    }
    return "{" + String.join(",", values) + "}";
  }

  private String metadata(String name, String version) {
    String labels = random.nextBoolean() ? "\"labels\":" + values() + "," : "";
    return "\"metadata\":{" + version + labels + "\"name\":\"" + name + "\"}";
  }

  /** A kind of object that requests are about. */
  private interface Subject {
    String resource();

    String object(String name, String version);

    String patch(String version);

    String steps();
  }

  private final class ConfigMaps implements Subject {
    @Override
    public String resource() {
      return "configmaps";
    }

    @Override
    public String object(String name, String version) {
      return "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",%s,\"data\":%s}"
          .formatted(metadata(name, version), values());
    }

    @Override
    public String patch(String version) {
      String data = random.nextInt(4) == 0 ? "null" : values();
      String other = random.nextBoolean() ? "\"labels\":{\"k\":null}" : "\"labels\":" + values();
      return "{\"metadata\":{%s%s},\"data\":%s}".formatted(version, other, data);
    }

    @Override
    public String steps() {
      String key = any(KEYS);
      return "[{\"op\":\"%s\",\"path\":\"/data/%s\",\"value\":\"1\"}]"
          .formatted(any(List.of("add", "test", "replace")), key);
    }
  }

  private final class Journals implements Subject {
    @Override
    public String resource() {
      return "applicationjournals";
    }

    @Override
    public String object(String name, String version) {
      return "{\"apiVersion\":\"kilter.dev/v1alpha1\",\"kind\":\"ApplicationJournal\",%s,\"spec\":{%s}}"
          .formatted(metadata(name, version), content());
    }

    private String content() {
      String application = "\"application\":\"" + random.nextInt(2) + "\"";
      String count = "\"count\":" + random.nextInt(3);
      return switch (random.nextInt(4)) {
        case 0 -> application;
        case 1 -> count;
        case 2 -> "";
        default -> application + "," + count;
      };
    }

    @Override
    public String patch(String version) {
      return "{\"metadata\":{%s\"annotations\":%s},\"spec\":{%s}}"
          .formatted(version, values(), content());
    }

    @Override
    public String steps() {
      return "[{\"op\":\"%s\",\"path\":\"/spec/count\",\"value\":%d}]"
          .formatted(any(List.of("add", "test", "replace")), random.nextInt(3));
    }
  }
}
