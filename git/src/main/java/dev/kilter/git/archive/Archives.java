package dev.kilter.git.archive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Unpacks archives of strangers. One that holds anything odd (a way out, a link, a device, a name
 * twice, more than is sensible) is refused as a whole: what remains of it would prove nothing.
 */
public final class Archives {
  private static final long MAX_BYTES = 128L * 1024 * 1024;
  private static final int MAX_FILES = 20_000;
  private static final int MAX_NAME = 1_000;
  private static final int GZIP = 0x1f8b;

  private Archives() {}

  /** A tar, or one in gzip; of a chart, the folder that carries its name is left out. */
  public static ArchiveTree tree(byte[] archive, String version, boolean chart) throws IOException {
    TreeMap<String, byte[]> files = new TreeMap<>();
    Set<String> tops = new HashSet<>();
    long bytes = 0;
    int entries = 0;
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new Bounded(opened(archive), MAX_BYTES))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (++entries > MAX_FILES) {
          throw new IOException("it holds more than " + MAX_FILES + " files");
        }
        String name = checked(entry);
        if (entry.isDirectory()) {
          continue;
        }
        if (chart) {
          refuseOutsideOfTheChart(name, tops);
        }
        byte[] content = content(tar, MAX_BYTES - bytes);
        bytes += content.length;
        String path = chart ? name.substring(name.indexOf('/') + 1) : name;
        if (files.put(path, content) != null) {
          throw new IOException("it holds " + path + " twice");
        }
      }
    }
    if (files.isEmpty()) {
      throw new IOException("it holds no file");
    }
    refuseFilesAsFolders(files);
    return new ArchiveTree(version, files);
  }

  /** A chart is one folder; what lies beside it would get into it, or get lost. */
  private static void refuseOutsideOfTheChart(String name, Set<String> tops) throws IOException {
    int slash = name.indexOf('/');
    if (slash < 0) {
      throw new IOException("it holds " + name + " outside of the chart's folder");
    }
    tops.add(name.substring(0, slash));
    if (tops.size() > 1) {
      throw new IOException("it holds several folders, and a chart is one");
    }
  }

  /** In hex, as indexes and registries write it. */
  public static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static InputStream opened(byte[] archive) throws IOException {
    boolean gzip = archive.length > 2 && ((archive[0] & 0xff) << 8 | (archive[1] & 0xff)) == GZIP;
    InputStream in = new ByteArrayInputStream(archive);
    return gzip ? new GZIPInputStream(in) : in;
  }

  /** The clean name of a regular file or folder. */
  private static String checked(TarArchiveEntry entry) throws IOException {
    String name = entry.getName().replaceFirst("^(\\./)+", "").replaceFirst("/$", "");
    boolean odd =
        name.length() > MAX_NAME
            || name.startsWith("/")
            || name.indexOf('\\') >= 0
            || name.chars().anyMatch(c -> c < ' ');
    for (String step : name.split("/", -1)) {
      odd |= step.equals("..") || (step.isEmpty() && !name.isEmpty());
    }
    String shown = name.replaceAll("\\p{Cntrl}", "?");
    if (odd) {
      throw new IOException("it holds a file named '" + shown + "', which leads out of it");
    }
    boolean device = entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO();
    if (device || (!entry.isFile() && !entry.isDirectory())) {
      throw new IOException("'" + shown + "' in it is a link or device, and no file");
    }
    if (entry.isSymbolicLink() || entry.isLink()) {
      throw new IOException("'" + shown + "' in it is a link, and no file");
    }
    return name;
  }

  private static byte[] content(InputStream in, long most) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[64 * 1024];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      if (out.size() + read > most) {
        throw new IOException("unpacked it is larger than " + MAX_BYTES / (1024 * 1024) + " MB");
      }
      out.write(buffer, 0, read);
    }
    return out.toByteArray();
  }

  private static void refuseFilesAsFolders(Map<String, byte[]> files) throws IOException {
    for (String path : files.keySet()) {
      int slash = path.indexOf('/');
      while (slash > 0) {
        if (files.containsKey(path.substring(0, slash))) {
          throw new IOException(path.substring(0, slash) + " in it is a file and a folder");
        }
        slash = path.indexOf('/', slash + 1);
      }
    }
  }
}
