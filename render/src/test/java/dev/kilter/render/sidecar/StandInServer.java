package dev.kilter.render.sidecar;

import dev.kilter.codec.Yaml;
import dev.kilter.model.manifest.Manifest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Does what argocd-cmp-server does, by its proto and its words, or does it wrong. */
final class StandInServer implements PluginServer {
  /** What may go wrong with a sidecar. */
  enum Fault {
    NONE,
    CORRUPTS_FILES,
    HANGS,
    CLOSES,
    SAYS_NOT_HOW_IT_WENT,
    ANSWERS_NO_MESSAGE,
    ANSWERS_WITHOUT_END,
    IS_NO_PLUGIN
  }

  private final Manifest plugin;
  private final Fault fault;
  private final Server server = new Server();
  private final UnixBridge bridge;
  private final CountDownLatch closed = new CountDownLatch(1);

  @SuppressWarnings("unchecked") // the codec makes maps with string keys only
  StandInServer(Path socket, String plugin, Fault fault) throws IOException {
    this.plugin =
        Manifest.of((Map<String, @Nullable Object>) Objects.requireNonNull(Yaml.parse(plugin)));
    this.fault = fault;
    ServerConnector connector =
        new ServerConnector(server, new HTTP2CServerConnectionFactory(new HttpConfiguration()));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback)
              throws Exception {
            answer(request, response, callback);
            return true;
          }
        });
    try {
      server.start();
    } catch (Exception e) {
      throw new IOException(e);
    }
    bridge = new UnixBridge(socket, connector.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    bridge.close();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  /** What the plugin says in place of an answer. */
  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    Refusal(String message) {
      super(message);
    }
  }

  private void answer(Request request, Response response, Callback callback) throws Exception {
    String path = Request.getPathInContext(request);
    String method = path.substring(path.lastIndexOf('/') + 1);
    response.getHeaders().put("content-type", "application/grpc");
    boolean whole = method.equals("CheckPluginConfiguration");
    if (fault == Fault.IS_NO_PLUGIN) {
      refuse(response, callback, "12", "unknown service");
      return;
    }
    if (!whole && fault == Fault.HANGS) {
      closed.await();
    }
    if (!whole && fault == Fault.CLOSES) {
      bridge.close();
      return;
    }
    try (InputStream in = Content.Source.asInputStream(request)) {
      byte[] message =
          switch (method) {
            case "CheckPluginConfiguration" -> flags(discovers(), flag("provideGitCreds"));
            case "MatchRepository" -> flags(received(in, Received::matches), discovers());
            case "GenerateManifest" -> texts(received(in, Received::generated));
            default -> throw new Refusal("unknown method " + method);
          };
      answer(response, callback, whole ? Fault.NONE : fault, message);
    } catch (Refusal e) {
      refuse(response, callback, "2", String.valueOf(e.getMessage()));
    }
  }

  private static void answer(Response response, Callback callback, Fault fault, byte[] message) {
    byte[] content = fault == Fault.ANSWERS_NO_MESSAGE ? new byte[] {9, 9, 9, 9} : message;
    ByteBuffer frame = ByteBuffer.allocate(5 + content.length);
    int length = fault == Fault.ANSWERS_WITHOUT_END ? content.length + 7 : content.length;
    frame.put((byte) 0).putInt(length).put(content).flip();
    if (fault != Fault.SAYS_NOT_HOW_IT_WENT) {
      response.setTrailersSupplier(() -> HttpFields.build().put("grpc-status", "0"));
    }
    // In two steps: trailers right after a large frame would overtake most of it.
    response.write(
        false,
        frame,
        Callback.from(
            () -> response.write(true, ByteBuffer.allocate(0), callback), callback::failed));
  }

  private static void refuse(Response response, Callback callback, String status, String words) {
    StringBuilder encoded = new StringBuilder();
    for (byte next : words.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = next >= ' ' && next <= '~' && next != '%';
      encoded.append(plain ? String.valueOf((char) next) : "%%%02X".formatted(next & 0xFF));
    }
    response.getHeaders().put("grpc-status", status).put("grpc-message", encoded.toString());
    response.write(true, ByteBuffer.allocate(0), callback);
  }

  private boolean discovers() {
    return !plugin.map("spec", "discover").isEmpty();
  }

  private boolean flag(String name) {
    return plugin.flag("spec", name).orElse(false);
  }

  private static byte[] flags(boolean one, boolean two) {
    return new byte[] {8, (byte) (one ? 1 : 0), 16, (byte) (two ? 1 : 0)};
  }

  private static byte[] texts(List<String> texts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.write(10);
      int rest = bytes.length;
      for (; rest > 127; rest >>>= 7) {
        out.write((rest & 127) | 128);
      }
      out.write(rest);
      out.writeBytes(bytes);
    }
    return out.toByteArray();
  }

  @FunctionalInterface
  private interface Use<T> {
    T of(Received received) throws Exception;
  }

  private <T> T received(InputStream in, Use<T> use) throws Exception {
    Path folder = Files.createTempDirectory("received");
    try {
      return use.of(new Received(folder, in));
    } finally {
      try (Stream<Path> all = Files.walk(folder)) {
        all.sorted(java.util.Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      }
    }
  }

  /** The files and variables of one call, as the proto has them. */
  private final class Received {
    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private Path application;
    private String checksum = "";

    Received(Path folder, InputStream in) throws Exception {
      this.folder = folder;
      application = folder;
      DataInputStream data = new DataInputStream(in);
      for (int flag = data.read(); flag >= 0; flag = data.read()) {
        ByteBuffer message = ByteBuffer.wrap(data.readNBytes(data.readInt()));
        fields(
            message,
            (number, value) -> {
              if (number == 1) {
                fields(value, this::metadata);
              } else {
                fields(value, (_, chunk) -> file.writeBytes(bytes(chunk)));
              }
            });
      }
      if (fault == Fault.CORRUPTS_FILES) {
        file.write(1);
      }
      if (!checksum.equals(digest(file.toByteArray()))) {
        throw new Refusal(
            "generate manifest error receiving stream: error receiving tgz file: file checksum"
                + " validation error");
      }
      unpack();
    }

    private void metadata(int number, ByteBuffer value) {
      switch (number) {
        case 2 -> application = folder.resolve(text(value)).normalize();
        case 3 -> checksum = text(value);
        case 5 -> {
          List<String> entry = new ArrayList<>();
          fields(value, (_, part) -> entry.add(text(part)));
          environment.put(entry.getFirst(), entry.getLast());
        }
        default -> {}
      }
    }

    private void unpack() throws IOException {
      try (var tar =
          new TarArchiveInputStream(
              new GZIPInputStream(new ByteArrayInputStream(file.toByteArray())))) {
        for (TarArchiveEntry entry = tar.getNextEntry();
            entry != null;
            entry = tar.getNextEntry()) {
          Path place = folder.resolve(entry.getName());
          if (entry.isDirectory()) {
            Files.createDirectories(place);
          } else {
            Files.copy(tar, place);
            place.toFile().setExecutable(flag("preserveFileMode") && (entry.getMode() & 64) != 0);
          }
        }
      }
    }

    boolean matches() throws Exception {
      List<String> find = command("discover", "find");
      String pattern = plugin.text("spec", "discover", "fileName").orElse("");
      if (!pattern.isEmpty()) {
        try (Stream<Path> all = Files.list(application)) {
          var glob = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
          return all.anyMatch(path -> glob.matches(path.getFileName()));
        }
      }
      return !find.isEmpty()
          && !run(find, "match repository error: error running find command: ").isBlank();
    }

    List<String> generated() throws Exception {
      String failure = "error generating manifests: ";
      if (!command("init").isEmpty()) {
        run(command("init"), failure);
      }
      String text = run(command("generate"), failure);
      return Stream.of(text.split("(?m)^---\\n")).filter(part -> !part.isBlank()).toList();
    }

    private List<String> command(String... path) {
      List<String> all = new ArrayList<>(List.of("spec"));
      all.addAll(List.of(path));
      Manifest command = Manifest.of(plugin.map(all.toArray(String[]::new)));
      return Stream.concat(command.list("command").stream(), command.list("args").stream())
          .map(String::valueOf)
          .toList();
    }

    private static String quoted(String word) {
      return word.contains(" ") ? '"' + word + '"' : word;
    }

    private String run(List<String> command, String failure) throws Exception {
      ProcessBuilder builder = new ProcessBuilder(command).directory(application.toFile());
      Path words = Files.createTempFile(folder, "words", "");
      builder.redirectError(words.toFile()).environment().putAll(environment);
      Process process = builder.start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      if (status != 0) {
        throw new Refusal(
            failure
                + "`"
                + command.stream().map(Received::quoted).collect(Collectors.joining(" "))
                + "` failed exit status "
                + status
                + Files.readString(words).strip().replaceFirst("^(?=.)", ": "));
      }
      return text;
    }
  }

  @FunctionalInterface
  private interface Field {
    void found(int number, ByteBuffer value);
  }

  private static void fields(ByteBuffer message, Field field) {
    while (message.hasRemaining()) {
      int tag = varint(message);
      int length = (tag & 7) == 2 ? varint(message) : 0;
      if ((tag & 7) == 0) {
        varint(message);
      }
      field.found(tag >>> 3, message.slice(message.position(), length));
      message.position(message.position() + length);
    }
  }

  private static int varint(ByteBuffer message) {
    int value = 0;
    int shift = 0;
    byte next = message.get();
    for (; next < 0; next = message.get()) {
      value |= (next & 127) << shift;
      shift += 7;
    }
    return value | (next << shift);
  }

  private static byte[] bytes(ByteBuffer value) {
    byte[] bytes = new byte[value.remaining()];
    value.get(bytes);
    return bytes;
  }

  private static String text(ByteBuffer value) {
    return new String(bytes(value), StandardCharsets.UTF_8);
  }

  private static String digest(byte[] content) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }
}
