package dev.kilter.testkit.mutation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Loads Kilter's classes afresh, tests included, with a mutant's edits cut in; everything else is
 * as it is outside. Nothing in the product knows of it.
 */
public final class MutantClasses extends ClassLoader {
  private static final String OURS = "dev.kilter.";

  private final Map<String, byte[]> changed = new HashMap<>();

  private MutantClasses(ClassLoader outside) {
    super("mutant", outside);
  }

  /**
   * The classes as the mutant has them.
   *
   * @throws IllegalArgumentException where the mutant names what does not exist
   */
  public static MutantClasses of(Mutant mutant) {
    MutantClasses classes = unchanged();
    Surgery surgery = new Surgery(classes.getParent());
    for (Mutant.Edit edit : mutant.edits()) {
      String type = edit.target().type();
      byte[] before = classes.changed.get(type);
      try {
        classes.changed.put(type, surgery.cut(before == null ? classes.bytes(type) : before, edit));
      } catch (ClassNotFoundException e) {
        throw new IllegalArgumentException("there is no class " + type, e);
      }
    }
    return classes;
  }

  /** The same classes once more, as they are. */
  public static MutantClasses unchanged() {
    return new MutantClasses(MutantClasses.class.getClassLoader());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OURS)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known == null ? define(name) : known;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    byte[] mutated = changed.get(name);
    byte[] bytes = mutated == null ? bytes(name) : mutated;
    return defineClass(name, bytes, 0, bytes.length);
  }

  private byte[] bytes(String name) throws ClassNotFoundException {
    String file = name.replace('.', '/') + ".class";
    try (InputStream in = getParent().getResourceAsStream(file)) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
