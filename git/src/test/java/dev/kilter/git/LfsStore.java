package dev.kilter.git;

import com.sun.net.httpserver.HttpExchange;
import dev.kilter.codec.Json;
import dev.kilter.model.manifest.Manifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The server's side of Git LFS: the batch API, and contents by their SHA-256. */
final class LfsStore {
  private final Map<String, byte[]> contents = new ConcurrentHashMap<>();
  private volatile String place = "";
  private volatile Map<String, String> header = Map.of();

  /** Keeps a content; answers the pointer to commit in its place. */
  String keep(String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    String oid = WebServer.sha256(bytes);
    contents.put(oid, bytes);
    return pointer(oid, bytes.length);
  }

  static String pointer(String oid, long size) {
    return "version https://git-lfs.github.com/spec/v1\noid sha256:"
        + oid
        + "\nsize "
        + size
        + "\n";
  }

  /** What is kept under this pointer is something else from now on. */
  void damage(String pointer) {
    contents.put(pointer.replaceAll("(?s).*sha256:(\\w+).*", "$1"), new byte[] {'?'});
  }

  /** Contents are downloaded from there, with these headers. */
  void sendTo(String base, Map<String, String> with) {
    place = base;
    header = with;
  }

  /** Whether it was a request to this store, which is answered then. */
  boolean answered(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestURI().getPath();
    if (target.endsWith("/info/lfs/objects/batch")) {
      byte[] question = exchange.getRequestBody().readAllBytes();
      answer(exchange, Json.bytes(batch(Manifest.of(Json.object(question)), exchange)));
      return true;
    }
    if (target.startsWith("/large/")) {
      byte[] content = contents.get(target.substring("/large/".length()));
      if (content == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        answer(exchange, content);
      }
      return true;
    }
    return false;
  }

  private static void answer(HttpExchange exchange, byte[] content) throws IOException {
    exchange.sendResponseHeaders(200, content.length);
    exchange.getResponseBody().write(content);
  }

  private Map<String, Object> batch(Manifest question, HttpExchange exchange) {
    String base =
        place.isEmpty() ? "http://" + exchange.getRequestHeaders().getFirst("Host") : place;
    List<Object> objects = new ArrayList<>();
    for (Manifest wanted : question.items("objects")) {
      String oid = wanted.text("oid").orElseThrow();
      Map<String, Object> object = new HashMap<>(wanted.root());
      if (contents.containsKey(oid)) {
        Map<String, Object> download = Map.of("href", base + "/large/" + oid, "header", header);
        object.put("actions", Map.of("download", download));
      } else {
        object.put("error", Map.of("code", 404L, "message", "Object does not exist"));
      }
      objects.add(object);
    }
    return Map.of("transfer", "basic", "objects", objects);
  }
}
