package dev.kilter.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A working copy made by the real {@code git}, blind to the configuration of this machine. */
final class GitFolder {
  private final Path folder;

  private GitFolder(Path folder) {
    this.folder = folder;
  }

  static GitFolder create(Path folder) throws IOException {
    Files.createDirectories(folder);
    GitFolder created = new GitFolder(folder);
    created.git("init", "-q", "-b", "main");
    created.git("config", "uploadpack.allowAnySHA1InWant", "false");
    created.git("config", "http.receivepack", "false");
    return created;
  }

  Path path() {
    return folder;
  }

  String url() {
    return folder.toUri().toString().replaceFirst("^file:/+", "file:///").replaceFirst("/$", "");
  }

  GitFolder write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  GitFolder link(String path, String target) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.createSymbolicLink(file, Path.of(target));
    return this;
  }

  /** Notes a submodule, without asking anybody whether there is one. */
  GitFolder submodule(String path, String url, String commit) throws IOException {
    Path modules = folder.resolve(".gitmodules");
    String before = Files.exists(modules) ? Files.readString(modules) : "";
    String section = "[submodule \"%s\"]%n\tpath = %s%n\turl = %s%n".formatted(path, path, url);
    Files.writeString(modules, before + section);
    return gitlink(path, commit);
  }

  /** A commit in the place of a folder. */
  GitFolder gitlink(String path, String commit) throws IOException {
    Files.createDirectories(folder.resolve(path)); // without it git takes the commit for removed
    git("add", "-A");
    git("update-index", "--add", "--cacheinfo", "160000," + commit + "," + path);
    git("commit", "-q", "-m", "submodule " + path);
    return this;
  }

  String head() {
    return git("rev-parse", "HEAD");
  }

  /** Commits all there is and answers the id. */
  String commit(String message) {
    git("add", "-A");
    git("commit", "-q", "--allow-empty", "-m", message);
    return git("rev-parse", "HEAD");
  }

  String git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
      Map<String, String> environment = builder.environment();
      environment.put("GIT_CONFIG_NOSYSTEM", "1");
      environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
      environment.put("GIT_AUTHOR_NAME", "Ada");
      environment.put("GIT_AUTHOR_EMAIL", "ada@example.com");
      environment.put("GIT_AUTHOR_DATE", "2026-01-02T03:04:05Z");
      environment.put("GIT_COMMITTER_NAME", "Ada");
      environment.put("GIT_COMMITTER_EMAIL", "ada@example.com");
      environment.put("GIT_COMMITTER_DATE", "2026-01-02T03:04:05Z");
      Process process = builder.start();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int status = process.waitFor();
      if (status != 0) {
        throw new IllegalStateException(String.join(" ", command) + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
