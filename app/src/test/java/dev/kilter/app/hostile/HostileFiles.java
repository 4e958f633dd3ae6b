package dev.kilter.app.hostile;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kilter.codec.Json;
import dev.kilter.model.application.Destination;
import dev.kilter.testkit.source.MemoryTree;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Manifests as no author would write them, beside one that is as it should be. */
final class HostileFiles {
  private static final String HEAD =
      "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: odd\n  namespace: victim\n";

  private HostileFiles() {}

  static Attack attack(Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> broken(random);
      case 1 -> bomb(random);
      case 2 -> huge(random);
      case 3 -> bytes(random);
      case 4 -> depth(random);
      case 5, 6 -> mutated(random);
      case 7 -> scalar(random);
      case 8, 9 -> oddFields(random);
      case 10 -> json(random);
      default -> badSecret(random);
    };
  }

  private static Attack broken(Random random) {
    String text =
        Junk.one(
            random,
            List.of(
                HEAD + "data:\n\tkey: value\n",
                HEAD + "data: [a, b\n",
                HEAD + "data: {a: b\n",
                HEAD + "data: 'open\n",
                HEAD + "data: \"open\n",
                HEAD + "data: *nobody\n",
                HEAD + "data: &a [*a]\n",
                HEAD + "data: !a!b c\n",
                HEAD + "data: a: b\n",
                HEAD + "data:\n  ? [a]\n  : b\n",
                HEAD + "data:\n  <<: text\n",
                HEAD + "data: @x\n",
                HEAD + "data: .inf\n",
                HEAD + "data: !!int x\n",
                HEAD + " data: x\n",
                HEAD + "data: |\n x\ny\n",
                HEAD + "---\nno kind here\n",
                HEAD + "data:\n  key: \u0001\n",
                HEAD + "...\n%YAML 9.9\n---\na: b\n",
                HEAD + "%TAG ! tag:" + "a".repeat(100_000) + "\n---\nx: y\n",
                HEAD + "data: !" + "a".repeat(100_000) + "!b c\n"));
    return Attack.wrong("broken YAML", file("odd.yaml", text), "app/odd.yaml");
  }

  private static Attack bomb(Random random) {
    StringBuilder text = new StringBuilder(HEAD);
    int kind = random.nextInt(3);
    if (kind == 0) {
      text.append("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
      for (int i = 1; i < 3 + random.nextInt(8) + 4; i++) {
        text.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(9)));
      }
    } else if (kind == 1) {
      text.append("big: &big \"").append("x".repeat(3_000_000)).append("\"\ndata:\n");
      for (int i = 0; i < 90; i++) {
        text.append("  k").append(i).append(": *big\n");
      }
    } else {
      text.append("m: &m {a: 1}\ndata:\n");
      for (int i = 0; i < 20_000; i++) {
        text.append("  k").append(i).append(": *m\n");
      }
    }
    Attack.Strike strike = file("odd.yaml", text.toString());
    return kind == 2
        ? Attack.any("many aliases", strike)
        : Attack.wrong("anchor bomb " + kind, strike, "app/odd.yaml");
  }

  private static Attack huge(Random random) {
    int size = 20 << 20;
    return switch (random.nextInt(4)) {
      case 0 ->
          Attack.wrong(
              "20 MB of text",
              file("odd.yaml", HEAD + "data:\n  key: " + "x".repeat(size) + "\n"),
              "larger than");
      case 1 ->
          Attack.wrong(
              "20 MB in lines",
              file("odd.yaml", HEAD + "data:\n" + "  # comment\n".repeat(size / 12)),
              "larger than");
      case 2 -> Attack.any("many documents", file("odd.yaml", "---\n".repeat(50_000) + HEAD));
      default -> Attack.any("many keys", file("odd.yaml", HEAD + "data:\n" + keys(30_000)));
    };
  }

  private static String keys(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("  k").append(i).append(": v\n");
    }
    return text.toString();
  }

  private static Attack bytes(Random random) {
    byte[] head = HEAD.getBytes(UTF_8);
    byte[] noise = new byte[1 + random.nextInt(2_000)];
    random.nextBytes(noise);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    return switch (random.nextInt(5)) {
      case 0 -> Attack.any("binary", file("odd.yaml", noise));
      case 1 -> {
        out.writeBytes(head);
        out.writeBytes(new byte[] {'d', ':', ' ', (byte) 0xC3, '(', '\n'});
        yield Attack.wrong("no UTF-8", file("odd.yaml", out.toByteArray()), "UTF-8");
      }
      case 2 -> Attack.any("UTF-16", file("odd.yaml", HEAD.getBytes(UTF_16)));
      case 3 -> {
        out.writeBytes(HEAD.getBytes(UTF_16));
        out.write(0);
        yield Attack.any("UTF-16 with half a character", file("odd.yaml", out.toByteArray()));
      }
      default -> {
        out.writeBytes(head);
        out.writeBytes(noise);
        yield Attack.any("binary after a manifest", file("odd.yaml", out.toByteArray()));
      }
    };
  }

  private static Attack depth(Random random) {
    int levels = Junk.one(random, List.of(190, 250, 990, 1_100, 5_000, 100_000, 1_000_000));
    String text =
        switch (random.nextInt(4)) {
          case 0 -> HEAD + "data: " + "[".repeat(levels) + "]".repeat(levels) + "\n";
          case 1 -> HEAD + "data: " + "{a: ".repeat(levels) + "x" + "}".repeat(levels) + "\n";
          case 2 -> HEAD + "data:\n  " + "- ".repeat(levels) + "x\n";
          default -> HEAD + "data: " + "[".repeat(levels);
        };
    return levels > 200
        ? Attack.wrong("depth " + levels, file("odd.yaml", text), "app/odd.yaml")
        : Attack.any("depth " + levels, file("odd.yaml", text));
  }

  /** A good file with a few bytes changed, lost, doubled or moved. */
  private static Attack mutated(Random random) {
    String good =
        HEAD
            + """
            data: &anchor
              key: "value"  # comment
              other: |
                a block
              folded: >-
                text
            ---
            apiVersion: v1
            kind: List
            items:
            - {apiVersion: v1, kind: ConfigMap, metadata: {name: inner, namespace: victim}}
            """;
    StringBuilder text = new StringBuilder(good);
    for (int i = 0; i <= random.nextInt(6); i++) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(5)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, Junk.one(random, List.of("\t", ":", "-", "\"", "{", "&", "\r")));
        case 2 -> text.setLength(Math.max(20, at));
        case 3 -> text.insert(at, text.substring(at, Math.min(text.length(), at + 30)));
        default -> text.setCharAt(at, (char) random.nextInt(0x300));
      }
    }
    return Attack.any("mutated YAML", file("odd.yaml", text.toString()));
  }

  private static Attack scalar(Random random) {
    int length = Junk.one(random, List.of(10, 5_000, 300_000));
    String value =
        Junk.one(
            random,
            List.of(
                "." + "1".repeat(length),
                "1".repeat(length),
                "-" + "1_".repeat(length),
                "0x" + "f".repeat(length),
                "1e" + "9".repeat(length),
                "1:1".repeat(length),
                "2026-01-01T" + "0".repeat(length),
                "." + "1_1".repeat(length / 2) + "e1",
                "!!binary " + "QUFB".repeat(length),
                "!!float " + "1".repeat(length),
                "!!timestamp 2026-01-01",
                "!!null x",
                "!!set {a, b}",
                "!!js/function x",
                "~",
                ".NaN",
                "0o777",
                "0b102",
                "<<",
                "=",
                "1e400",
                "9223372036854775808"));
    return Attack.any(
        "scalar of " + length, file("odd.yaml", HEAD + "data:\n  key: " + value + "\n"));
  }

  /** A manifest in which one field, or one that has a meaning here, is anything. */
  private static Attack oddFields(Random random) {
    Map<String, @Nullable Object> manifest = new LinkedHashMap<>();
    manifest.put("apiVersion", "v1");
    manifest.put("kind", "ConfigMap");
    manifest.put("metadata", Map.of("name", "odd", "namespace", "victim"));
    manifest.put("data", Map.of("key", "value"));
    List<String> path =
        Junk.one(
            random,
            List.of(
                List.of("apiVersion"),
                List.of("kind"),
                List.of("metadata"),
                List.of("metadata", "name"),
                List.of("metadata", "namespace"),
                List.of("metadata", "generateName"),
                List.of("metadata", "labels"),
                List.of("metadata", "labels", "app.kubernetes.io/instance"),
                List.of("metadata", "annotations"),
                List.of("metadata", "annotations", "argocd.argoproj.io/sync-wave"),
                List.of("metadata", "annotations", "argocd.argoproj.io/hook"),
                List.of("metadata", "annotations", "argocd.argoproj.io/hook-delete-policy"),
                List.of("metadata", "annotations", "argocd.argoproj.io/sync-options"),
                List.of("metadata", "annotations", "argocd.argoproj.io/compare-options"),
                List.of("metadata", "annotations", "argocd.argoproj.io/tracking-id"),
                List.of("metadata", "annotations", "argocd.argoproj.io/ignore-healthcheck"),
                List.of("metadata", "annotations", "link.argocd.argoproj.io/x"),
                List.of("metadata", "finalizers"),
                List.of("metadata", "ownerReferences"),
                List.of("metadata", "managedFields"),
                List.of("metadata", "uid"),
                List.of("metadata", "resourceVersion"),
                List.of("metadata", "creationTimestamp"),
                List.of("metadata", "deletionTimestamp"),
                List.of("items"),
                List.of("status"),
                List.of("spec"),
                List.of("data"),
                List.of("data", "key")));
    Object value = Junk.value(random);
    Object odd = Junk.replaced(manifest, path, value);
    return Attack.any(
        "manifest with " + String.join(".", path) + " " + shown(value),
        file("odd.json", Json.bytes(odd)));
  }

  static String shown(@Nullable Object value) {
    String text = String.valueOf(value).replaceAll("\\p{Cntrl}", "?");
    return text.length() > 40 ? text.substring(0, 40) + "… (" + text.length() + ")" : text;
  }

  private static Attack json(Random random) {
    String good =
        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"odd\","
            + "\"namespace\":\"victim\"},\"data\":";
    String text =
        Junk.one(
            random,
            List.of(
                good,
                good + "{}",
                good + "NaN}",
                good + "{}}}",
                good + "1e999999999}",
                good + "\"\\ud800\"",
                good + "[".repeat(100_000),
                good + "[".repeat(2_000) + "]".repeat(2_000) + "}",
                good + "{}}{}",
                good + "1".repeat(5_000) + "}",
                good + "\"\t\"}",
                "",
                "[]",
                "null",
                "\"text\"",
                "{}",
                "{\"items\":[1]}"));
    return Attack.wrong("broken JSON", file("odd.json", text), "app/odd.json");
  }

  /** Secrets that cannot be: whatever is said of them must not say what they hold. */
  private static Attack badSecret(Random random) {
    int kind = random.nextInt(7);
    return Attack.any(
        "bad Secret " + kind,
        world -> {
          String head = "apiVersion: v1\nkind: Secret\nmetadata: {name: odd, namespace: victim}\n";
          String canary = world.canary;
          String text =
              switch (kind) {
                case 0 -> head + "data: {key: " + canary + "}\n";
                case 1 -> head + "data:\n\tkey: " + canary + "\n";
                case 2 -> head + "stringData: [" + canary + "]\n";
                case 3 -> head + "stringData: {key: " + canary + ", other: {a: 5}}\n";
                case 4 -> head + "data: {" + canary + "\n";
                case 5 -> head + "stringData: {key: *" + canary + "}\n";
                default -> head + "stringData: {key: !" + canary + "!x y}\n";
              };
          file("odd.yaml", text).on(world);
        });
  }

  private static Attack.Strike file(String name, String text) {
    return file(name, text.getBytes(UTF_8));
  }

  private static Attack.Strike file(String name, byte[] content) {
    return world -> {
      world.sources.give(
          World.VICTIM_REPO,
          MemoryTree.of(Map.of("app/keep.yaml", Furniture.keep())).with("app/" + name, content));
      world.home.put(
          world.applicationPath(),
          Furniture.victim(world, World.VICTIM_REPO, Destination.IN_CLUSTER_SERVER));
    };
  }
}
