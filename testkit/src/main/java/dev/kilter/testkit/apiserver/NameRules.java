package dev.kilter.testkit.apiserver;

import dev.kilter.testkit.apiserver.Statuses.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What names, labels and annotations may look like, in the server's words. */
final class NameRules {
  private static final String LABEL_FORMAT = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final String SUBDOMAIN_FORMAT = LABEL_FORMAT + "(\\." + LABEL_FORMAT + ")*";
  private static final String QUALIFIED_FORMAT = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
  private static final Pattern LABEL = Pattern.compile(LABEL_FORMAT);
  private static final Pattern SUBDOMAIN = Pattern.compile(SUBDOMAIN_FORMAT);
  private static final Pattern QUALIFIED = Pattern.compile(QUALIFIED_FORMAT);
  private static final int LONGEST_LABEL = 63;
  private static final int LONGEST_SUBDOMAIN = 253;

  private NameRules() {}

  /** Why the name does not suit the kind; empty where it does. */
  static List<Cause> faults(Kind kind, String field, String name) {
    List<String> faults =
        switch (kind.groupKind()) {
          case "Namespace", "Service" -> label(name);
          default -> kind.group().startsWith("rbac.") ? segment(name) : subdomain(name);
        };
    return causes(field, name, faults);
  }

  private static List<Cause> causes(String field, String value, List<String> faults) {
    return faults.stream().map(why -> Cause.invalid(field, quoted(value), why)).toList();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static List<String> label(String name) {
    List<String> faults = new ArrayList<>();
    if (name.length() > LONGEST_LABEL) {
      faults.add("must be no more than 63 characters");
    }
    if (!LABEL.matcher(name).matches()) {
      faults.add(
          "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', "
              + "and must start and end with an alphanumeric character (e.g. 'my-name',  or "
              + "'123-abc', regex used for validation is '"
              + LABEL_FORMAT
              + "')");
    }
    return faults;
  }

  private static List<String> subdomain(String name) {
    List<String> faults = new ArrayList<>();
    if (name.length() > LONGEST_SUBDOMAIN) {
      faults.add("must be no more than 253 characters");
    }
    if (!SUBDOMAIN.matcher(name).matches()) {
      faults.add(
          "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' "
              + "or '.', and must start and end with an alphanumeric character (e.g. "
              + "'example.com', regex used for validation is '"
              + SUBDOMAIN_FORMAT
              + "')");
    }
    return faults;
  }

  private static List<String> segment(String name) {
    if (name.equals(".") || name.equals("..")) {
      return List.of("may not be '" + name + "'");
    }
    for (String illegal : List.of("/", "%")) {
      if (name.contains(illegal)) {
        return List.of("may not contain '" + illegal + "'");
      }
    }
    return List.of();
  }

  static List<Cause> labels(Map<?, ?> labels) {
    List<Cause> causes = new ArrayList<>();
    labels.forEach((key, value) -> {
      causes.addAll(causes("metadata.labels", String.valueOf(key), key(String.valueOf(key))));
      causes.addAll(causes("metadata.labels", String.valueOf(value), value(String.valueOf(value))));
    });
    return causes;
  }

  static List<Cause> annotations(Map<?, ?> annotations) {
    List<Cause> causes = new ArrayList<>();
    annotations
        .keySet()
        .forEach(key -> {
          String name = String.valueOf(key);
          causes.addAll(
              causes("metadata.annotations", name, key(name.toLowerCase(java.util.Locale.ROOT))));
        });
    return causes;
  }

  private static List<String> value(String value) {
    List<String> faults = new ArrayList<>();
    if (value.length() > LONGEST_LABEL) {
      faults.add("must be no more than 63 characters");
    }
    if (!value.isEmpty() && !QUALIFIED.matcher(value).matches()) {
      faults.add(
          "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' "
              + "or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  "
              + "or 'my_value',  or '12345', regex used for validation is '("
              + QUALIFIED_FORMAT
              + ")?')");
    }
    return faults;
  }

  private static List<String> key(String key) {
    List<String> faults = new ArrayList<>();
    int slash = key.indexOf('/');
    String name = key.substring(slash + 1);
    if (slash == 0) {
      faults.add("prefix part must be non-empty");
    } else if (slash > 0) {
      subdomain(key.substring(0, slash)).forEach(fault -> faults.add("prefix part " + fault));
    }
    if (name.isEmpty()) {
      faults.add("name part must be non-empty");
    } else if (name.length() > LONGEST_LABEL) {
      faults.add("name part must be no more than 63 characters");
    }
    if (!QUALIFIED.matcher(name).matches()) {
      faults.add(
          "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and "
              + "end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', "
              + "regex used for validation is '"
              + QUALIFIED_FORMAT
              + "')");
    }
    return faults;
  }
}
