package dev.kilter.git.signature;

import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/**
 * A key of the keyring that may have signed, primary or subkey, with what its owner has said of it:
 * only statements that the primary key itself has signed count.
 */
final class OpenPgpKey {
  /** What the key is good for at a moment. */
  enum Standing {
    GOOD,
    EXPIRED,
    REVOKED,
    /** Its owner did not make it for signing, or does not say that it is his. */
    NOT_FOR_SIGNING
  }

  private final PGPPublicKey key;
  private final boolean forSigning;
  private final boolean revoked;
  private final Instant expires;

  private OpenPgpKey(Statements said) {
    key = said.key;
    Optional<PGPSignature> self = newest(said.ofPrimary());
    Optional<PGPSignature> binding = key.isMasterKey() ? self : newest(said.bindings());
    forSigning = self.isPresent() && binding.isPresent() && signs(key, binding.get());
    revoked = said.revoked();
    Instant primaryEnds = self.map(it -> end(said.primary, it)).orElse(Instant.MAX);
    Instant ends = binding.map(it -> end(key, it)).orElse(Instant.MAX);
    expires = ends.isBefore(primaryEnds) ? ends : primaryEnds;
  }

  static Optional<OpenPgpKey> in(PGPPublicKeyRing ring, long keyId) {
    return Optional.ofNullable(ring.getPublicKey(keyId))
        .map(key -> new OpenPgpKey(new Statements(ring.getPublicKey(), key)));
  }

  PGPPublicKey publicKey() {
    return key;
  }

  /** When it ends by itself; MAX where it does not. */
  Instant expires() {
    return expires;
  }

  Standing standing(Instant now) {
    if (revoked) {
      return Standing.REVOKED;
    }
    if (!forSigning) {
      return Standing.NOT_FOR_SIGNING;
    }
    return now.isBefore(expires) ? Standing.GOOD : Standing.EXPIRED;
  }

  /** A key whose owner says nothing of its use is for all that it can do. */
  private static boolean signs(PGPPublicKey key, PGPSignature binding) {
    PGPSignatureSubpacketVector said = binding.getHashedSubPackets();
    boolean silent = !said.hasSubpacket(SignatureSubpacketTags.KEY_FLAGS);
    return (silent && key.isMasterKey()) || (said.getKeyFlags() & KeyFlags.SIGN_DATA) != 0;
  }

  private static Instant end(PGPPublicKey key, PGPSignature said) {
    long seconds = said.getHashedSubPackets().getKeyExpirationTime();
    return seconds > 0 ? key.getCreationTime().toInstant().plusSeconds(seconds) : Instant.MAX;
  }

  private static Optional<PGPSignature> newest(Stream<PGPSignature> signatures) {
    return signatures.max(Comparator.comparing(it -> it.getCreationTime().toInstant()));
  }

  private static <T> Stream<T> stream(Iterator<T> iterator) {
    Iterable<T> all = () -> iterator;
    return StreamSupport.stream(all.spliterator(), false);
  }

  /** What the primary key has signed about itself and the key. */
  private record Statements(PGPPublicKey primary, PGPPublicKey key) {
    /** What the owner says of the primary key, with a name or without one. */
    Stream<PGPSignature> ofPrimary() {
      Stream<PGPSignature> named =
          stream(primary.getRawUserIDs())
              .flatMap(name ->
                  stream(primary.getSignaturesForID(name)).filter(it -> certifies(it, name)));
      Stream<PGPSignature> direct =
          stream(primary.getSignaturesOfType(PGPSignature.DIRECT_KEY))
              .filter(this::byPrimary)
              .filter(it -> holds(it, primary, () -> it.verifyCertification(primary)));
      return Stream.concat(named, direct);
    }

    private boolean certifies(PGPSignature signature, byte[] name) {
      return signature.isCertification()
          && byPrimary(signature)
          && holds(signature, primary, () -> signature.verifyCertification(name, primary));
    }

    /** That the subkey belongs to the primary key, said by both. */
    Stream<PGPSignature> bindings() {
      return stream(key.getSignaturesOfType(PGPSignature.SUBKEY_BINDING))
          .filter(this::byPrimary)
          .filter(it -> holds(it, primary, () -> it.verifyCertification(primary, key)))
          .filter(this::boundBack);
    }

    private boolean boundBack(PGPSignature binding) {
      try {
        Iterable<PGPSignature> embedded = binding.getHashedSubPackets().getEmbeddedSignatures();
        Iterable<PGPSignature> loose = binding.getUnhashedSubPackets().getEmbeddedSignatures();
        return Stream.of(embedded, loose)
            .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
            .filter(back -> back.getSignatureType() == PGPSignature.PRIMARYKEY_BINDING)
            .anyMatch(back -> holds(back, key, () -> back.verifyCertification(primary, key)));
      } catch (PGPException _) {
        return false;
      }
    }

    boolean revoked() {
      return revoked(primary, PGPSignature.KEY_REVOCATION)
          || (!key.isMasterKey() && revoked(key, PGPSignature.SUBKEY_REVOCATION));
    }

    private boolean revoked(PGPPublicKey of, int type) {
      return stream(of.getSignaturesOfType(type))
          .filter(this::byPrimary)
          .anyMatch(it ->
              holds(
                  it,
                  primary,
                  () ->
                      of.isMasterKey()
                          ? it.verifyCertification(of)
                          : it.verifyCertification(primary, of)));
    }

    private boolean byPrimary(PGPSignature signature) {
      return signature.getKeyID() == primary.getKeyID();
    }

    private interface Verification {
      boolean verify() throws PGPException;
    }

    private static boolean holds(
        PGPSignature signature, PGPPublicKey by, Verification verification) {
      try {
        signature.init(new BcPGPContentVerifierBuilderProvider(), by);
        return verification.verify();
      } catch (PGPException | RuntimeException _) {
        return false;
      }
    }
  }
}
