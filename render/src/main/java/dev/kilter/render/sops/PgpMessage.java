package dev.kilter.render.sops;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPCompressedData;
import org.bouncycastle.openpgp.PGPEncryptedData;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKeyEncryptedData;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRingCollection;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.bc.BcPGPSecretKeyRingCollection;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyDataDecryptorFactory;

/** A PGP message as SOPS keeps the key of a file in one, opened with keys without a passphrase. */
final class PgpMessage {
  private PgpMessage() {}

  /** What it holds; empty where none of these keys fits. */
  static Optional<byte[]> decrypted(String armoured, List<String> keys)
      throws GeneralSecurityException {
    for (String key : keys) {
      try {
        Optional<byte[]> found = decrypted(armoured, secrets(key));
        if (found.isPresent()) {
          return found;
        }
      } catch (IOException | PGPException e) {
        throw new GeneralSecurityException("PGP: " + e.getMessage(), e);
      }
    }
    return Optional.empty();
  }

  private static PGPSecretKeyRingCollection secrets(String armoured)
      throws IOException, PGPException {
    return new BcPGPSecretKeyRingCollection(PGPUtil.getDecoderStream(bytes(armoured)));
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<byte[]> decrypted(String armoured, PGPSecretKeyRingCollection secrets)
      throws IOException, PGPException {
    BcPGPObjectFactory objects = new BcPGPObjectFactory(PGPUtil.getDecoderStream(bytes(armoured)));
    Object first = objects.nextObject();
    Object list = first instanceof PGPEncryptedDataList ? first : objects.nextObject();
    if (!(list instanceof PGPEncryptedDataList encrypted)) {
      return Optional.empty();
    }
    Iterator<PGPEncryptedData> each = encrypted.getEncryptedDataObjects();
    while (each.hasNext()) {
      if (each.next() instanceof PGPPublicKeyEncryptedData sealed) {
        PGPSecretKey secret = secrets.getSecretKey(sealed.getKeyIdentifier().getKeyId());
        if (secret != null) {
          return Optional.of(opened(sealed, secret));
        }
      }
    }
    return Optional.empty();
  }

  private static byte[] opened(PGPPublicKeyEncryptedData sealed, PGPSecretKey secret)
      throws IOException, PGPException {
    PGPPrivateKey key =
        secret.extractPrivateKey(
            new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider())
                .build(new char[0]));
    InputStream clear = sealed.getDataStream(new BcPublicKeyDataDecryptorFactory(key));
    byte[] content = literal(new BcPGPObjectFactory(clear));
    if (sealed.isIntegrityProtected() && !sealed.verify()) {
      throw new PGPException("the message was changed");
    }
    return content;
  }

  private static byte[] literal(BcPGPObjectFactory objects) throws IOException, PGPException {
    Object object = objects.nextObject();
    if (object instanceof PGPCompressedData packed) {
      return literal(new BcPGPObjectFactory(packed.getDataStream()));
    }
    if (object instanceof PGPLiteralData data) {
      return data.getInputStream().readAllBytes();
    }
    throw new PGPException("it holds no data");
  }
}
