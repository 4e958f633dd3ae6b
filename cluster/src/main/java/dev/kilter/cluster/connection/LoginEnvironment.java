package dev.kilter.cluster.connection;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The environment of a login command: the little of ours that it needs, and what its configuration
 * adds. That may say who logs in and where, and nothing that names a program, a library or a file
 * in which programs are named (PATH, LD_PRELOAD, AWS_CONFIG_FILE, CLOUDSDK_PYTHON): a Secret must
 * not choose what runs here.
 */
final class LoginEnvironment {
  private static final Set<String> PROXIES =
      Set.of("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy");
  private static final Set<String> INHERITED =
      Set.of(
          "PATH",
          "HOME",
          "USER",
          "LANG",
          "LC_ALL",
          "TZ",
          "TMPDIR",
          "SSL_CERT_FILE",
          "SSL_CERT_DIR");

  /** By these, clouds give a pod its identity, and people choose one. */
  private static final List<String> CLOUDS =
      List.of("AWS_", "AZURE_", "AAD_", "GOOGLE_", "CLOUDSDK_");

  private static final Set<String> CONFIGURABLE =
      Set.of(
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "AWS_REGION",
          "AWS_DEFAULT_REGION",
          "AWS_PROFILE",
          "AWS_DEFAULT_PROFILE",
          "AWS_ROLE_ARN",
          "AWS_ROLE_SESSION_NAME",
          "AWS_WEB_IDENTITY_TOKEN_FILE",
          "AWS_STS_REGIONAL_ENDPOINTS",
          "AWS_USE_FIPS_ENDPOINT",
          "AWS_USE_DUALSTACK_ENDPOINT",
          "AAD_ENVIRONMENT_NAME",
          "AAD_LOGIN_METHOD",
          "AAD_SERVICE_PRINCIPAL_CLIENT_ID",
          "AAD_SERVICE_PRINCIPAL_CLIENT_SECRET",
          "AAD_SERVICE_PRINCIPAL_CLIENT_CERTIFICATE",
          "AAD_SERVICE_PRINCIPAL_CLIENT_CERTIFICATE_PASSWORD",
          "AAD_USER_PRINCIPAL_NAME",
          "AAD_USER_PRINCIPAL_PASSWORD",
          "AZURE_AUTHORITY_HOST",
          "AZURE_CLIENT_ID",
          "AZURE_CLIENT_SECRET",
          "AZURE_CLIENT_CERTIFICATE_PATH",
          "AZURE_CLIENT_CERTIFICATE_PASSWORD",
          "AZURE_FEDERATED_TOKEN_FILE",
          "AZURE_TENANT_ID",
          "AZURE_USERNAME",
          "AZURE_PASSWORD",
          "GOOGLE_APPLICATION_CREDENTIALS",
          "GOOGLE_CLOUD_PROJECT",
          "CLOUDSDK_ACTIVE_CONFIG_NAME",
          "CLOUDSDK_CORE_ACCOUNT",
          "CLOUDSDK_CORE_PROJECT",
          "USE_GKE_GCLOUD_AUTH_PLUGIN");

  private LoginEnvironment() {}

  /**
   * Throws ConnectionException for a variable that a configuration may not set.
   *
   * @param own this process's environment
   * @param configured what the kubeconfig or Secret adds
   */
  static Map<String, String> of(
      String command, Map<String, String> own, Map<String, String> configured) {
    Map<String, String> result = new HashMap<>();
    own.forEach((name, value) -> {
      if (inherited(name)) {
        result.put(name, value);
      }
    });
    configured.forEach((name, value) -> {
      if (!CONFIGURABLE.contains(name) && !PROXIES.contains(name)) {
        throw new ConnectionException(
            "the login command '"
                + command
                + "' is not started with the variable "
                + name
                + ": a configuration may set only those that say who logs in and where. Set it in"
                + " Kilter's own environment, or leave it out");
      }
      result.put(name, value);
    });
    return result;
  }

  private static boolean inherited(String name) {
    return INHERITED.contains(name)
        || PROXIES.contains(name)
        || CLOUDS.stream().anyMatch(name::startsWith);
  }
}
