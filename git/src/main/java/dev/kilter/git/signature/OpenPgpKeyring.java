package dev.kilter.git.signature;

import dev.kilter.git.cache.Recent;
import dev.kilter.model.source.Signature;
import dev.kilter.model.source.Signature.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.bc.BcPGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/**
 * The public keys of {@code argocd-gpg-keys-cm}: under the id of each key its armoured text. As in
 * Argo CD an entry holds one key, and a key that is in it is trusted.
 */
public final class OpenPgpKeyring {
  static final String BEGINNING = "-----BEGIN PGP";
  private static final Pattern KEY_ID = Pattern.compile("[0-9A-F]{16}");
  private static final int MAX_BYTES = 1_000_000;
  private static final int MOST_ANSWERS = 1000;

  private final Map<Long, OpenPgpKey> keys = new HashMap<>();
  private final Recent<SignatureReader.Question, SignatureReader.Answer> answers =
      new Recent<>(MOST_ANSWERS, MOST_ANSWERS, _ -> 1);

  private OpenPgpKeyring() {}

  /** What these keys have answered; with other keys it is forgotten. */
  Recent<SignatureReader.Question, SignatureReader.Answer> answers() {
    return answers;
  }

  /** What a signature is worth, and until when by the clock. */
  record Judged(Signature signature, Instant until) {}

  /** Entries that hold something else, or another key than they say, are no keys. */
  public static OpenPgpKeyring of(Map<String, String> entries) {
    OpenPgpKeyring keyring = new OpenPgpKeyring();
    entries.forEach((id, text) -> {
      if (KEY_ID.matcher(id).matches() && text.length() <= MAX_BYTES) {
        ring(id, text).ifPresent(keyring::add);
      }
    });
    return keyring;
  }

  private void add(PGPPublicKeyRing ring) {
    for (PGPPublicKey key : ring) {
      OpenPgpKey.in(ring, key.getKeyID()).ifPresent(found -> keys.put(key.getKeyID(), found));
    }
  }

  private static Optional<PGPPublicKeyRing> ring(String id, String text) {
    try {
      Iterator<PGPPublicKeyRing> rings =
          new BcPGPPublicKeyRingCollection(PGPUtil.getDecoderStream(bytes(text))).getKeyRings();
      Optional<PGPPublicKeyRing> first =
          rings.hasNext() ? Optional.of(rings.next()) : Optional.empty();
      return rings.hasNext()
          ? Optional.empty()
          : first.filter(ring -> id.equals(id(ring.getPublicKey().getKeyID())));
    } catch (IOException | PGPException | RuntimeException _) {
      return Optional.empty();
    }
  }

  private static ByteArrayInputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String id(long keyId) {
    return "%016X".formatted(keyId);
  }

  /** What the one signature in the text says of the payload, as gpg would. */
  Judged verify(byte[] payload, String armoured, Instant now) {
    List<PGPSignature> signatures;
    try {
      signatures = signatures(armoured);
    } catch (IOException | PGPException | RuntimeException _) {
      return unusable("a PGP signature that cannot be read");
    }
    if (signatures.size() != 1) {
      return unusable(signatures.size() + " PGP signatures where one is wanted");
    }
    PGPSignature signature = signatures.getFirst();
    Verdict verdict = verdict(payload, signature, now);
    OpenPgpKey key = keys.get(signature.getKeyID());
    Instant until =
        key == null || verdict != Verdict.GOOD
            ? Instant.MAX
            : earlier(key.expires(), end(signature));
    return new Judged(new Signature.OpenPgp(verdict, id(signature.getKeyID())), until);
  }

  private static Judged unusable(String why) {
    return new Judged(new Signature.Unusable(why), Instant.MAX);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static List<PGPSignature> signatures(String armoured) throws IOException, PGPException {
    BcPGPObjectFactory objects = new BcPGPObjectFactory(new ArmoredInputStream(bytes(armoured)));
    List<PGPSignature> signatures = new ArrayList<>();
    for (Object object = objects.nextObject(); object != null; object = objects.nextObject()) {
      if (!(object instanceof PGPSignatureList list)) {
        throw new PGPException("it holds something else");
      }
      list.forEach(signatures::add);
    }
    return signatures;
  }

  private Verdict verdict(byte[] payload, PGPSignature signature, Instant now) {
    OpenPgpKey key = keys.get(signature.getKeyID());
    if (key == null) {
      return Verdict.UNKNOWN_KEY;
    }
    if (!holds(payload, signature, key.publicKey())) {
      return Verdict.BAD;
    }
    return switch (key.standing(now)) {
      case REVOKED -> Verdict.REVOKED_KEY;
      case NOT_FOR_SIGNING -> Verdict.BAD;
      case EXPIRED -> Verdict.EXPIRED_KEY;
      case GOOD -> now.isBefore(end(signature)) ? Verdict.GOOD : Verdict.EXPIRED_SIGNATURE;
    };
  }

  /** Of a document as it is, by no digest that can be made to collide at will. */
  private static boolean holds(byte[] payload, PGPSignature signature, PGPPublicKey key) {
    if (signature.getSignatureType() != PGPSignature.BINARY_DOCUMENT
        || signature.getHashAlgorithm() == HashAlgorithmTags.MD5
        || signature.getCreationTime().toInstant().isBefore(key.getCreationTime().toInstant())) {
      return false;
    }
    try {
      signature.init(new BcPGPContentVerifierBuilderProvider(), key);
      signature.update(payload);
      return signature.verify();
    } catch (PGPException | RuntimeException _) {
      return false;
    }
  }

  private static Instant end(PGPSignature signature) {
    long seconds =
        signature.hasSubpackets()
            ? signature.getHashedSubPackets().getSignatureExpirationTime()
            : 0;
    return seconds > 0 ? signature.getCreationTime().toInstant().plusSeconds(seconds) : Instant.MAX;
  }
}
