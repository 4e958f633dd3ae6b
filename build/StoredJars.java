import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes the jars of a folder anew without compression. To inflate a class, the JVM takes a lock
 * that opening a socket takes, too. While virtual threads load classes they keep their carriers, so
 * where all carriers wait for a class, and the lock is promised to a virtual thread that has none,
 * nothing ever goes on: seen at every fiftieth start or so on a busy machine with two cores. Reading
 * what is stored takes no such lock.
 */
final class StoredJars {
  private StoredJars() {}

  public static void main(String[] arguments) throws IOException {
    List<Path> jars = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
      files.filter(file -> file.toString().endsWith(".jar")).forEach(jars::add);
    }
    for (Path jar : jars) {
      if (compressed(jar)) {
        store(jar);
      }
    }
  }

  private static boolean compressed(Path jar) throws IOException {
    try (JarFile in = new JarFile(jar.toFile(), false)) {
      return in.stream().anyMatch(entry -> entry.getMethod() == ZipEntry.DEFLATED);
    }
  }

  private static void store(Path jar) throws IOException {
    Path written = Path.of(jar + ".new");
    try (JarFile in = new JarFile(jar.toFile(), false);
        ZipOutputStream out =
            new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(written)))) {
      for (Enumeration<JarEntry> entries = in.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        byte[] content = in.getInputStream(entry).readAllBytes();
        CRC32 sum = new CRC32();
        sum.update(content);
        ZipEntry stored = new ZipEntry(entry.getName());
        stored.setMethod(ZipEntry.STORED);
        stored.setTime(entry.getTime());
        stored.setSize(content.length);
        stored.setCrc(sum.getValue());
        out.putNextEntry(stored);
        out.write(content);
      }
    }
    Files.move(written, jar, StandardCopyOption.REPLACE_EXISTING);
  }
}
