package dev.kilter.render.plugin.sidecar;

import dev.kilter.render.input.Unrenderable;
import dev.kilter.render.plugin.Plugin;
import dev.kilter.render.plugin.PluginWork;
import dev.kilter.render.plugin.SourceArchive;
import dev.kilter.render.workspace.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** One sidecar, asked as Argo CD's repo-server asks it. */
final class Sidecar implements Plugin {
  private static final String SERVICE = "/plugin.ConfigManagementPluginService/";
  private static final int CHUNK = 64 * 1024;

  /** A command that looks for its files and ends with a status says no; Argo CD takes it so. */
  private static final Pattern FOUND_NOTHING =
      Pattern.compile("(?s).*error running find command: .* failed exit status \\d+.*");

  private final String name;
  private final Path socket;
  private final List<String> exclusions;
  private final Supplier<GrpcClient> client;

  Sidecar(String name, Path socket, List<String> exclusions, Supplier<GrpcClient> client) {
    this.name = name;
    this.socket = socket;
    this.exclusions = exclusions;
    this.client = client;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Discovery discovery(PluginWork work) {
    try {
      if (!Wire.flag(configuration(work), 1)) {
        return Discovery.NONE;
      }
      byte[] match = call("MatchRepository", sources(work), work);
      if (Wire.flag(match, 1)) {
        return Discovery.FOUND;
      }
      return Wire.flag(match, 2) ? Discovery.NOT_FOUND : Discovery.NONE;
    } catch (SidecarException e) {
      if (FOUND_NOTHING.matcher(String.valueOf(e.getMessage())).matches()) {
        return Discovery.NOT_FOUND;
      }
      throw failed("whether it is for this source cannot be said: ", e, work);
    }
  }

  @Override
  public List<String> generate(PluginWork work) {
    try {
      if (Wire.flag(configuration(work), 2)) {
        throw new SidecarException(
            "it asks for credentials (spec.provideGitCreds), and what renders is given none; take"
                + " that line out of its plugin.yaml");
      }
      return Wire.texts(call("GenerateManifest", sources(work), work), 1);
    } catch (SidecarException e) {
      throw failed("", e, work);
    }
  }

  private byte[] configuration(PluginWork work) {
    return call("CheckPluginConfiguration", sink -> sink.send(new byte[0]), work);
  }

  /** What the files are, and then the files themselves in pieces. */
  private GrpcClient.Messages sources(PluginWork work) {
    SourceArchive archive = work.archive(exclusions);
    return sink -> {
      String path = work.path().isEmpty() ? "." : work.path();
      String folder = path.substring(path.lastIndexOf('/') + 1);
      boolean wanted =
          sink.send(
              Wire.metadata(
                  folder,
                  path,
                  archive.checksum(),
                  Files.size(archive.file()),
                  work.environment()));
      try (InputStream in = Files.newInputStream(archive.file())) {
        byte[] chunk = in.readNBytes(CHUNK);
        while (wanted && chunk.length > 0) {
          wanted = sink.send(Wire.chunk(chunk));
          chunk = in.readNBytes(CHUNK);
        }
      }
    };
  }

  private byte[] call(String method, GrpcClient.Messages messages, PluginWork work) {
    try {
      return client
          .get()
          .call(socket, SERVICE + method, messages, work.limits().time(), work.limits().output());
    } catch (IOException e) {
      throw new UncheckedIOException(about() + "the source cannot be sent: " + e.getMessage(), e);
    }
  }

  private String about() {
    return "the plugin '" + name + "': ";
  }

  private Unrenderable failed(String what, SidecarException e, PluginWork work) {
    String words = Secrets.removed(String.valueOf(e.getMessage()), work.root(), List.of());
    return Unrenderable.file(work.path(), 0, about() + what + words);
  }
}
