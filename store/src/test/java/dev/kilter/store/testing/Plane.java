package dev.kilter.store.testing;

import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.sandbox.kube.ClusterAccess;
import dev.kilter.sandbox.testing.SharedSandbox;
import dev.kilter.store.crds.CrdInstaller;
import dev.kilter.store.crds.CrdInstaller.Existing;
import dev.kilter.store.requests.Resources;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A real API server with Kilter's definitions; each test takes a namespace of its own. */
public final class Plane {
  private Plane() {}

  /** Made on first use, once a JVM. */
  private static final class Holder {
    private static final KubernetesApi API = start();
  }

  public static KubernetesApi api() {
    return Holder.API;
  }

  public static Resources resources() {
    return new Resources(api());
  }

  public static String freshNamespace() {
    return SharedSandbox.get().namespace().name();
  }

  private static KubernetesApi start() {
    ClusterAccess access = SharedSandbox.get().access();
    KubernetesApi api =
        new HttpApi(access.server().toString(), access.token(), trusting(access.authorityPem()));
    Results.success(CrdInstaller.apply(api, Existing.KEEP));
    return api;
  }

  private static SSLContext trusting(String authorityPem) {
    try {
      Certificate authority =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(authorityPem.getBytes(StandardCharsets.UTF_8)));
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry("authority", authority);
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, trust.getTrustManagers(), null);
      return tls;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
