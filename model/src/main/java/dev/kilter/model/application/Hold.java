package dev.kilter.model.application;

import dev.kilter.model.manifest.Digest;
import java.time.Instant;
import java.util.Optional;

/**
 * Automation held off after a rollback (design 2.17): who, why, until when, and the digest of the
 * desired state that it keeps away. Released when the rendered desired state differs from {@code
 * heldOff}, by resume, or at {@code until}. {@code heldOff} is empty until the controller has
 * filled it in at the hold's first comparison.
 *
 * <p>In the annotation it is a JSON object with members of these names: times in RFC 3339, {@code
 * heldOff} as 32 hexadecimal digits, empty ones left out.
 */
public record Hold(
    String by, String reason, Instant since, Optional<Instant> until, Optional<Digest> heldOff) {}
