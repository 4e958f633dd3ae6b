package dev.kilter.render.cache;

import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.model.manifest.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers in files, a folder for each question. The first 32 characters of a file are a digest of
 * the question and of what follows, so that a damaged or exchanged file is noticed, and removed.
 * When all files together grow beyond the bound, those that were not used for longest go.
 */
final class AnswerFolder {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerFolder.class);
  private static final int PROOF = 32;

  /** How many commits back and forth are worth remembering for one source. */
  private static final int PER_QUESTION = 4;

  /** What a cache that is too large is brought down to, so that it is not swept at every write. */
  private static final double SWEPT = 0.8;

  private final Path top;
  private final long maxBytes;
  private final InstantSource clock;
  private final AtomicLong bytes = new AtomicLong();

  private record Kept(Path file, long size, FileTime used) {}

  AnswerFolder(Path top, long maxBytes, InstantSource clock) throws IOException {
    this.top = Files.createDirectories(top);
    this.maxBytes = maxBytes;
    this.clock = clock;
    bytes.set(kept(top).stream().mapToLong(Kept::size).sum());
    sweep();
  }

  /** The readable answers, those used last first. */
  List<Path> find(Question question) {
    Path folder = folder(question);
    return Files.isDirectory(folder)
        ? kept(folder).stream()
            .sorted(Comparator.comparing(Kept::used).reversed())
            .map(Kept::file)
            .toList()
        : List.of();
  }

  /** Empty where the file is not what was written. */
  Optional<Answer> read(Question question, Path file) {
    try {
      byte[] content = Files.readAllBytes(file);
      int begin = Math.min(PROOF, content.length);
      String proof = new String(content, 0, begin, StandardCharsets.US_ASCII);
      byte[] packed = Arrays.copyOfRange(content, begin, content.length);
      if (proof.equals(proof(question, packed))) {
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        return Optional.of(Answer.of(Json.object(unpacked(packed))));
      }
      LOG.warn("a kept rendering is damaged and is made anew: {}", file);
      remove(file);
    } catch (NoSuchFileException e) {
      return Optional.empty(); // swept meanwhile
    } catch (IOException | CodecException e) {
      LOG.warn("a kept rendering cannot be read and is made anew: {}: {}", file, e.toString());
      remove(file);
    }
    return Optional.empty();
  }

  /** What cannot be written is rendered again another time: no reason to fail. */
  void write(Question question, Answer answer) {
    try {
      byte[] packed = packed(Json.bytes(answer.tree()));
      Path folder = Files.createDirectories(folder(question));
      Path aside = Files.createTempFile(folder, "", ".new");
      try {
        try (var out = Files.newOutputStream(aside)) {
          out.write(proof(question, packed).getBytes(StandardCharsets.US_ASCII));
          out.write(packed);
        }
        String name = Digest.ofBytes(packed).toString();
        Files.move(aside, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(aside);
      }
      bytes.addAndGet(PROOF + packed.length);
      find(question).stream().skip(PER_QUESTION).forEach(this::remove);
      sweep();
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("a rendering cannot be kept in {}: {}", top, e.toString());
    }
  }

  private Path folder(Question question) {
    return top.resolve(question.name().substring(0, 2)).resolve(question.name());
  }

  private static String proof(Question question, byte[] packed) {
    byte[] name = question.name().getBytes(StandardCharsets.US_ASCII);
    byte[] whole = Arrays.copyOf(name, name.length + packed.length);
    System.arraycopy(packed, 0, whole, name.length, packed.length);
    return Digest.ofBytes(whole).toString();
  }

  private static byte[] packed(byte[] json) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(packed)) {
      out.write(json);
    }
    return packed.toByteArray();
  }

  private static byte[] unpacked(byte[] packed) throws IOException {
    try (var in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    }
  }

  private synchronized void sweep() {
    if (bytes.get() <= maxBytes) {
      return;
    }
    List<Kept> kept = new ArrayList<>(kept(top));
    kept.sort(Comparator.comparing(Kept::used));
    long left = kept.stream().mapToLong(Kept::size).sum();
    for (Kept oldest : kept) {
      if (left <= maxBytes * SWEPT) {
        break;
      }
      remove(oldest.file());
      left -= oldest.size();
    }
    bytes.set(left);
  }

  private static List<Kept> kept(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).flatMap(file -> look(file).stream()).toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of(); // a folder went while it was looked at; whoever needs it makes it anew
    }
  }

  private static Optional<Kept> look(Path file) {
    try {
      return Optional.of(new Kept(file, Files.size(file), Files.getLastModifiedTime(file)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void remove(Path file) {
    try {
      long size = Files.size(file);
      if (Files.deleteIfExists(file)) {
        bytes.addAndGet(-size);
      }
    } catch (NoSuchFileException e) {
      LOG.debug("{} is gone already", file);
    } catch (IOException e) {
      LOG.warn("a kept rendering cannot be removed: {}", e.toString());
    }
  }
}
