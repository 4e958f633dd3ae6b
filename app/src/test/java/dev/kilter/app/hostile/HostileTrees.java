package dev.kilter.app.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kilter.app.hostile.BareRepository.Line;
import dev.kilter.model.application.Destination;
import dev.kilter.testkit.source.MemoryTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/** Trees that no honest Git would write: names, links, modes, shapes. */
final class HostileTrees {
  private static final List<String> TARGETS =
      List.of(
          "keep.yaml",
          "../app/keep.yaml",
          "/etc/passwd",
          "../../../etc/passwd",
          "../../x",
          "/proc/self/environ",
          "odd.yaml",
          ".",
          "..",
          "",
          "nowhere.yaml",
          "a/../b/../keep.yaml",
          "keep.yaml/x",
          ".git/config",
          "x\u0000y",
          "x\ny",
          "../".repeat(2_000),
          "a/".repeat(2_000) + "x",
          "x".repeat(100_000));
  private static final List<String> FORBIDDEN =
      List.of(".git", ".GIT", ".GiT", "git~1", "GIT~1", "..", ".", "", "a/b.yaml", "/etc/passwd");
  private static final List<String> STRANGE =
      List.of(
          " .yaml",
          "a b.yaml",
          "-rf.yaml",
          "--help.yaml",
          "a\nb.yaml",
          "a\rb.yaml",
          "\u202egnp.yaml",
          "é.yaml",
          "e\u0301.yaml",
          "\u200b.yaml",
          ".gitmodules.yaml",
          "con.yaml",
          "a\\..\\b.yaml",
          "C:\\x.yaml",
          "$(id).yaml",
          "{{x}}.yaml",
          "*.yaml",
          "[a.yaml",
          "Chart.yaml",
          "kustomization.yaml",
          ".argocd-source.yaml",
          ".argocd-source-.yaml",
          "x".repeat(5_000) + ".yaml");

  private HostileTrees() {}

  static Attack attack(Random random) {
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> link(random);
      case 3, 4 -> name(random);
      case 5 -> forbidden(random);
      case 6 -> brokenLines(random);
      case 7 -> chain(random);
      case 8 -> shape(random);
      default -> overrides(random);
    };
  }

  private static MemoryTree base() {
    return MemoryTree.of(Map.of("app/keep.yaml", Furniture.keep(), "x", "secret of another"));
  }

  private static Attack link(Random random) {
    String target = Junk.one(random, TARGETS);
    String name = Junk.one(random, List.of("odd.yaml", "folder", "odd.json", "keep2.yml"));
    String title = "link " + name + " to " + HostileFiles.shown(target);
    if (random.nextInt(3) == 0) {
      return Attack.any(
          title + " in Git",
          inGit(into -> List.of(Line.link(name, BareRepository.blob(into, target)))));
    }
    boolean outside = target.startsWith("/") || target.startsWith("../..");
    return outside && !name.equals("folder")
        ? Attack.wrong(title, in(base().withLink("app/" + name, target)), "app/" + name)
        : Attack.any(title, in(base().withLink("app/" + name, target)));
  }

  /** Links that lead to links, in a line or in a ring, through folders. */
  private static Attack chain(Random random) {
    int length = Junk.one(random, List.of(2, 39, 40, 41, 200));
    MemoryTree tree = base();
    boolean ring = random.nextBoolean();
    for (int i = 0; i < length; i++) {
      String next =
          i < length - 1 ? "l%03d.yaml".formatted(i + 1) : ring ? "l000.yaml" : "keep.yaml";
      tree = tree.withLink("app/l%03d.yaml".formatted(i), next);
    }
    tree = tree.withLink("app/self", ".").withLink("app/up", "..");
    return ring || length > 41
        ? Attack.wrong("ring of " + length + " links", in(tree), "app/l")
        : Attack.any("chain of " + length + " links", in(tree));
  }

  private static Attack name(Random random) {
    String name = Junk.one(random, STRANGE);
    String content =
        Junk.one(
            random,
            List.of(
                Furniture.configMap("odd", "victim", "x"), "a: [", "", "\u0000", "path: [1, 2]\n"));
    return Attack.any(
        "name " + HostileFiles.shown(name),
        random.nextBoolean()
            ? in(base().with("app/" + name, content))
            : inGit(into -> List.of(Line.file(name, BareRepository.blob(into, content)))));
  }

  private static Attack forbidden(Random random) {
    String name = Junk.one(random, FORBIDDEN);
    String inner = Junk.one(random, List.of("hooks", "x.yaml", "config"));
    boolean folder = random.nextBoolean();
    return Attack.wrong(
        "forbidden name " + name,
        inGit(into -> {
          ObjectId blob = BareRepository.blob(into, Furniture.configMap("odd", "victim", "x"));
          ObjectId tree = BareRepository.tree(into, List.of(Line.file(inner, blob)));
          return List.of(folder ? Line.folder(name, tree) : Line.file(name, blob));
        }));
  }

  /** Modes that do not exist, ids that lead nowhere, names that are no text, lines twice. */
  private static Attack brokenLines(Random random) {
    int kind = random.nextInt(9);
    return Attack.any(
        "broken tree " + kind,
        inGit(into -> {
          ObjectId blob = BareRepository.blob(into, Furniture.configMap("odd", "victim", "x"));
          ObjectId missing = ObjectId.fromString("1234567890123456789012345678901234567890");
          byte[] noText = {(byte) 0xff, (byte) 0xfe, '.', 'y', 'a', 'm', 'l'};
          return switch (kind) {
            case 0 -> List.of(new Line("777777", "odd.yaml".getBytes(UTF_8), blob));
            case 1 -> List.of(new Line("0", "odd.yaml".getBytes(UTF_8), blob));
            case 2 -> List.of(new Line("100644", noText, blob));
            case 3 -> List.of(Line.folder("odd.yaml", blob));
            case 4 ->
                List.of(
                    Line.file(
                        "odd.yaml", BareRepository.tree(into, List.of(Line.file("a", blob)))));
            case 5 -> List.of(Line.submodule("odd.yaml"), Line.submodule("zub"));
            case 6 -> List.of(Line.file("odd.yaml", blob), Line.file("odd.yaml", blob));
            case 7 -> List.of(Line.file("odd.yaml", missing));
            default -> List.of(Line.folder("odd", missing));
          };
        }));
  }

  private static Attack shape(Random random) {
    int kind = random.nextInt(5);
    int depth = Junk.one(random, List.of(50, 300, 1_000));
    return switch (kind) {
      case 0 ->
          Attack.any("depth " + depth, inGit(into -> List.of(Line.folder("d", deep(into, depth)))));
      case 1 -> Attack.wrong("git bomb", inGit(into -> List.of(Line.folder("d", bomb(into)))));
      case 2 ->
          Attack.wrong(
              "huge blob",
              inGit(into ->
                  List.of(
                      Line.file("odd.yaml", into.insert(Constants.OBJ_BLOB, new byte[50 << 20])))),
              "larger than");
      case 3 -> Attack.any("many files", in(many(300)));
      default -> Attack.wrong("no folder app", in(MemoryTree.of(Map.of("x", "y"))), "app");
    };
  }

  private static MemoryTree many(int count) {
    MemoryTree tree = base();
    for (int i = 0; i < count; i++) {
      tree = tree.with("app/f" + i + "/x.yaml", "# nothing\n");
    }
    return tree;
  }

  private static ObjectId deep(ObjectInserter into, int depth) throws IOException {
    ObjectId node =
        BareRepository.tree(into, List.of(Line.file("x.yaml", BareRepository.blob(into, "# x\n"))));
    for (int i = 0; i < depth; i++) {
      node = BareRepository.tree(into, List.of(Line.folder("d", node)));
    }
    return node;
  }

  /** Ten folders in ten folders, ten times: a few objects, ten thousand million files. */
  private static ObjectId bomb(ObjectInserter into) throws IOException {
    ObjectId node = BareRepository.blob(into, "# x\n");
    for (int level = 0; level < 10; level++) {
      List<Line> lines = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        lines.add(level == 0 ? Line.file("f" + i + ".yaml", node) : Line.folder("d" + i, node));
      }
      node = BareRepository.tree(into, lines);
    }
    return node;
  }

  private static Attack overrides(Random random) {
    Object value = Junk.value(random);
    String field =
        Junk.one(
            random, List.of("directory", "helm", "kustomize", "plugin", "repoURL", "path", "x"));
    String text =
        dev.kilter.codec.Json.text(
            random.nextBoolean()
                ? Junk.map(field, value)
                : Junk.map(
                    "directory",
                    Junk.map(
                        Junk.one(random, List.of("recurse", "include", "exclude", "jsonnet")),
                        value)));
    return Attack.any(
        "override " + HostileFiles.shown(text), in(base().with("app/.argocd-source.yaml", text)));
  }

  private static Attack.Strike in(MemoryTree tree) {
    return world -> {
      world.sources.give(World.VICTIM_REPO, tree);
      world.home.put(
          world.applicationPath(),
          Furniture.victim(world, World.VICTIM_REPO, Destination.IN_CLUSTER_SERVER));
    };
  }

  private interface Lines {
    List<Line> of(ObjectInserter into) throws IOException;
  }

  /** In the folder app of a real repository, after the file that is as it should be. */
  private static Attack.Strike inGit(Lines odd) {
    return world -> {
      String url =
          new BareRepository(world.folder().resolve("odd.git"))
              .commit(into -> {
                List<Line> lines = new ArrayList<>();
                lines.add(Line.file("keep.yaml", BareRepository.blob(into, Furniture.keep())));
                lines.addAll(odd.of(into));
                ObjectId app = BareRepository.tree(into, lines);
                return BareRepository.tree(into, List.of(Line.folder("app", app)));
              });
      world.home.put(
          world.applicationPath(), Furniture.victim(world, url, Destination.IN_CLUSTER_SERVER));
    };
  }
}
