package dev.kilter.git.transport;

import dev.kilter.model.source.Repository;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the values of credentials out of any text that leaves this module, by value. */
public final class Secrets {
  private static final Set<String> PUBLIC =
      Set.of(
          "username",
          "type",
          "name",
          "url",
          "project",
          "insecure",
          "insecureIgnoreHostKey",
          "enableLfs",
          "enableOCI",
          "insecureOCIForceHttp",
          "passCredentials",
          "noProxy",
          "depth",
          Remote.CLIENT,
          "githubAppID",
          "githubAppInstallationID",
          "githubAppEnterpriseBaseUrl",
          "forceHttpBasicAuth");
  private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/@\\s]*@");
  private static final Pattern PASSWORD = Pattern.compile("://[^/@\\s:]*:([^/@\\s]+)@");
  private static final Pattern QUERY = Pattern.compile("\\?[^\\s'\"]*");
  private static final int SHORTEST = 3;

  private final List<String> values = new ArrayList<>();

  private Secrets() {}

  public static Secrets of(Repository repository) {
    Secrets secrets = new Secrets();
    Map<String, String> credentials = repository.credentials();
    credentials.forEach((key, value) -> {
      if (!PUBLIC.contains(key)) {
        secrets.add(value);
      }
    });
    String pair =
        credentials.getOrDefault("username", "") + ":" + credentials.getOrDefault("password", "");
    secrets.add(Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    for (String url : List.of(repository.url(), credentials.getOrDefault("proxy", ""))) {
      Matcher password = PASSWORD.matcher(url);
      while (password.find()) {
        secrets.add(password.group(1));
      }
    }
    return secrets;
  }

  private void add(String value) {
    if (value.strip().length() >= SHORTEST) {
      values.add(value);
      values.add(value.strip());
      values.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }

  /** The text without secrets, user info and query strings of URLs. */
  public String redacted(String text) {
    String result = text;
    for (String value : values) {
      result = result.replace(value, "***");
    }
    return QUERY.matcher(USER_INFO.matcher(result).replaceAll("")).replaceAll("");
  }
}
