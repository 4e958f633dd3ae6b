package dev.kilter.git;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.command.AbstractCommandSupport;

/** A Git server over SSH: Apache MINA, running the real {@code git upload-pack}. */
final class SshGitServer implements AutoCloseable {
  private final SshServer server = SshServer.setUpDefaultServer();
  private final KeyPair hostKey;
  private volatile String authenticating = "";
  private volatile String place = "";

  SshGitServer(Path root, PublicKey allowed) throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    hostKey = generator.generateKeyPair();
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(_ -> List.of(hostKey));
    server.setPublickeyAuthenticator((_, key, _) -> KeyUtils.compareKeys(key, allowed));
    server.setCommandFactory((_, command) -> {
      if (command.equals(authenticating)) {
        return new Saying(place);
      }
      String name = command.replaceFirst("^git-upload-pack '/?", "").replaceFirst("'$", "");
      return new UploadPack(root.resolve(name));
    });
    server.start();
  }

  String url(String repository) {
    return "ssh://git@127.0.0.1:" + server.getPort() + "/" + repository;
  }

  /** Answers {@code git-lfs-authenticate} for this repository. */
  void sends(String repository, String json) {
    authenticating = "git-lfs-authenticate '" + repository + "' download";
    place = json;
  }

  /** A line for a known hosts file. */
  String knownHost() {
    return "[127.0.0.1]:" + server.getPort() + " " + PublicKeyEntry.toString(hostKey.getPublic());
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
  }

  /** Says something and ends. */
  private static final class Saying extends AbstractCommandSupport {
    private final String text;

    Saying(String text) {
      super("say", null);
      this.text = text;
    }

    @Override
    public void run() {
      try {
        getOutputStream().write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        getOutputStream().flush();
        onExit(0);
      } catch (IOException e) {
        onExit(1, "broken");
      }
    }
  }

  /** Runs the program and carries bytes to and fro. */
  private static final class UploadPack extends AbstractCommandSupport {
    private final Path repository;

    UploadPack(Path repository) {
      super("git upload-pack", null);
      this.repository = repository;
    }

    @Override
    public void run() {
      try {
        Process process =
            new ProcessBuilder("git", "upload-pack", repository.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Thread.ofVirtual().start(() -> feed(process));
        byte[] buffer = new byte[8192];
        for (int n = process.getInputStream().read(buffer);
            n >= 0;
            n = process.getInputStream().read(buffer)) {
          getOutputStream().write(buffer, 0, n);
          getOutputStream().flush();
        }
        onExit(process.waitFor());
      } catch (IOException e) {
        onExit(1, "broken");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void feed(Process process) {
      try (OutputStream in = process.getOutputStream()) {
        byte[] buffer = new byte[8192];
        for (int n = getInputStream().read(buffer); n >= 0; n = getInputStream().read(buffer)) {
          in.write(buffer, 0, n);
          in.flush();
        }
      } catch (IOException e) {
        process.destroy();
      }
    }
  }
}
