package dev.kilter.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The shop's repository: bare, with a clone for the user, and a hook that tells Kilter of each push
 * as a Git host would.
 */
final class DemoRepository {
  private static final List<String> FILES =
      List.of(
          "web/deployment.yaml",
          "web/config.yaml",
          "web/service.yaml",
          "api/deployment.yaml",
          "api/service.yaml",
          "worker/config.yaml",
          "worker/deployment.yaml",
          "cart/config.yaml",
          "cart/deployment.yaml",
          "cart/service.yaml",
          "catalog/base/kustomization.yaml",
          "catalog/base/deployment.yaml",
          "catalog/live/kustomization.yaml",
          "checkout/deployment.yaml",
          "checkout/service.yaml",
          "payments/Chart.yaml",
          "payments/values.yaml",
          "payments/templates/deployment.yaml",
          "prices/deployment.yaml",
          "prices/service.yaml",
          "reports/main.jsonnet",
          "reports/service.libsonnet",
          "search/config.yaml",
          "search/deployment.yaml",
          "search/service.yaml",
          "shipping/Chart.yaml",
          "shipping/values.yaml",
          "shipping/templates/deployment.yaml");

  static final Author ANA = new Author("Ana", "ana@shop.example");

  /** Whom Git names for a commit. */
  record Author(String name, String email) {}

  private final DemoFolder folder;

  DemoRepository(DemoFolder folder) {
    this.folder = folder;
  }

  /** Made once, and then true; what the user committed in an earlier run stays. */
  boolean prepare(String webhook) throws IOException {
    if (!Files.exists(folder.repository())) {
      Shell.run(
          folder.root(),
          "git",
          "init",
          "-q",
          "--bare",
          "-b",
          "main",
          folder.repository().toString());
    }
    writeHook(webhook);
    if (!Files.exists(folder.checkout())) {
      Shell.run(
          folder.root(),
          "git",
          "clone",
          "-q",
          folder.repository().toString(),
          folder.checkout().toString());
      git("config", "user.name", ANA.name());
      git("config", "user.email", ANA.email());
      git("symbolic-ref", "HEAD", "refs/heads/main");
    }
    boolean empty = git("for-each-ref", "refs/heads").isBlank();
    if (empty) {
      for (String file : FILES) {
        add(file);
      }
      commit(ANA, "Open the shop").push();
    }
    return empty;
  }

  /** A file that this program carries. */
  DemoRepository add(String file) throws IOException {
    Path target = folder.checkout().resolve(file);
    Files.createDirectories(target.getParent());
    try (InputStream content = DemoRepository.class.getResourceAsStream("shop/" + file)) {
      Files.write(target, content.readAllBytes());
    }
    return this;
  }

  DemoRepository change(String file, String from, String to) throws IOException {
    Path target = folder.checkout().resolve(file);
    Files.writeString(target, Files.readString(target).replace(from, to));
    return this;
  }

  DemoRepository commit(Author author, String message) throws IOException {
    git("add", "-A");
    git(
        "-c",
        "user.name=" + author.name(),
        "-c",
        "user.email=" + author.email(),
        "commit",
        "-q",
        "-m",
        message);
    return this;
  }

  void push() throws IOException {
    git("push", "-q", "-u", "origin", "main");
  }

  String head() throws IOException {
    return git("rev-parse", "HEAD").strip();
  }

  /** Posts what a GitHub push would say; a Kilter that is down finds out by polling later. */
  private void writeHook(String webhook) throws IOException {
    Path hook = folder.repository().resolve("hooks/post-receive");
    Files.createDirectories(hook.getParent());
    Files.writeString(
        hook,
        """
        #!/bin/sh
        while read -r before after ref; do
          body=$(printf '{"ref":"%%s","before":"%%s","after":"%%s","commits":[],"repository":{"clone_url":"%s","html_url":"%s","default_branch":"main"}}' "$ref" "$before" "$after")
          curl -s -o /dev/null -m 5 -H 'Content-Type: application/json' -H 'X-GitHub-Event: push' --data "$body" '%s' || true
        done
        """
            .formatted(folder.repoUrl(), folder.repoUrl(), webhook));
    Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String git(String... words) throws IOException {
    String[] command = new String[words.length + 1];
    command[0] = "git";
    System.arraycopy(words, 0, command, 1, words.length);
    return Shell.run(folder.checkout(), command);
  }
}
