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
          "catalog/base/kustomization.yaml",
          "catalog/base/deployment.yaml",
          "catalog/live/kustomization.yaml",
          "payments/Chart.yaml",
          "payments/values.yaml",
          "payments/templates/deployment.yaml",
          "reports/main.jsonnet",
          "reports/service.libsonnet");

  private final DemoFolder folder;

  DemoRepository(DemoFolder folder) {
    this.folder = folder;
  }

  /** Made once; what the user committed in an earlier run stays. */
  void prepare(String webhook) throws IOException {
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
      git("config", "user.name", "Ana");
      git("config", "user.email", "ana@shop.example");
      git("symbolic-ref", "HEAD", "refs/heads/main");
    }
    if (git("for-each-ref", "refs/heads").isBlank()) {
      seed();
    }
  }

  private void seed() throws IOException {
    for (String file : FILES) {
      Path target = folder.checkout().resolve(file);
      Files.createDirectories(target.getParent());
      try (InputStream content = DemoRepository.class.getResourceAsStream("shop/" + file)) {
        Files.write(target, content.readAllBytes());
      }
    }
    git("add", "-A");
    git("commit", "-q", "-m", "Open the shop");
    git("push", "-q", "-u", "origin", "main");
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
