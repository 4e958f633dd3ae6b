package dev.kilter.cluster;

import dev.kilter.model.manifest.Manifest;
import dev.kilter.sandbox.pki.CertificateAuthority;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Base64;
import java.util.UUID;
import javax.security.auth.x500.X500Principal;
import org.awaitility.Awaitility;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** A certificate that the cluster signed for a user, with its key, both as PEM. */
record ClientCertificate(String certificate, String key) {
  private static final String REQUESTS = "/apis/certificates.k8s.io/v1/certificatesigningrequests";

  static ClientCertificate of(String user, RawCluster raw) throws Exception {
    KeyPair keys = CertificateAuthority.ellipticKeys();
    byte[] request =
        new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=" + user), keys.getPublic())
            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
            .getEncoded();
    String name = "test-" + UUID.randomUUID();
    Manifest made =
        raw.post(
            REQUESTS,
            """
            {"metadata":{"name":"%s"},"spec":{"signerName":"kubernetes.io/kube-apiserver-client",
             "usages":["client auth"],"request":"%s"}}
            """
                .formatted(name, base64(pem("CERTIFICATE REQUEST", request))));
    raw.send(
        "PUT",
        REQUESTS + "/" + name + "/approval",
        "application/json",
        dev.kilter.codec.Json.text(made.with(approved(), "status", "conditions").root()));
    Awaitility.await().until(() -> signed(name, raw).isPresent());
    String certificate =
        new String(
            Base64.getDecoder().decode(signed(name, raw).orElseThrow()), StandardCharsets.US_ASCII);
    return new ClientCertificate(certificate, pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
  }

  /** The part of a cluster Secret's config that holds it. */
  java.util.Map<String, Object> config(String authority) {
    return java.util.Map.of(
        "caData", authority, "certData", base64(certificate), "keyData", base64(key));
  }

  private static java.util.Optional<String> signed(String name, RawCluster raw) {
    return raw.get(REQUESTS + "/" + name).text("status", "certificate");
  }

  private static java.util.List<Object> approved() {
    return java.util.List.of(
        java.util.Map.of("type", "Approved", "status", "True", "reason", "Test", "message", ""));
  }

  private static String pem(String type, byte[] content) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + type + "-----\n" + lines + "\n-----END " + type + "-----\n";
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }
}
