package dev.kilter.render.plugin.sidecar;

import dev.kilter.model.settings.Settings;
import dev.kilter.render.plugin.Plugin;
import dev.kilter.render.plugin.Plugins;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sidecars whose sockets are in a folder. A file {@code name.sock} is the socket of the plugin
 * {@code name}.
 */
public final class Sidecars implements Plugins {
  private static final String SUFFIX = ".sock";

  private @Nullable GrpcClient client;

  /** Where there is no sidecar, there are no threads for one. */
  private synchronized GrpcClient client() {
    if (client == null) {
      client = GrpcClient.start();
    }
    return client;
  }

  @Override
  public List<Plugin> installed(Settings.Tools.Plugins settings) {
    return sockets(settings).stream()
        .<Plugin>map(
            socket -> new Sidecar(name(socket), socket, settings.exclusions(), this::client))
        .toList();
  }

  private static String name(Path socket) {
    String file = socket.getFileName().toString();
    return file.substring(0, file.length() - SUFFIX.length());
  }

  private static List<Path> sockets(Settings.Tools.Plugins settings) {
    try (Stream<Path> all = Files.list(Path.of(settings.sockets()))) {
      return all.filter(file -> file.toString().endsWith(SUFFIX))
          .filter(Sidecars::isSocket)
          .sorted()
          .toList();
    } catch (NoSuchFileException | NotDirectoryException _) {
      return List.of(); // the usual case: a pod without sidecars
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the folder of the plugins' sockets cannot be read: " + e.getMessage(), e);
    }
  }

  private static boolean isSocket(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).isOther();
    } catch (IOException _) {
      return false; // it has just gone
    }
  }

  /** A sidecar that starts anew, perhaps with another plugin, makes its socket anew. */
  @Override
  public String fingerprint(Settings.Tools.Plugins settings) {
    try {
      return sockets(settings).stream()
          .map(socket -> socket.getFileName() + " " + socket.toFile().lastModified())
          .collect(Collectors.joining(", "));
    } catch (UncheckedIOException _) {
      return "unreadable"; // whoever renders says so
    }
  }
}
