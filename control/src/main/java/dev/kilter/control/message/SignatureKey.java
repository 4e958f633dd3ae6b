package dev.kilter.control.message;

import dev.kilter.model.source.SignedRevision.Reach;

/** The question who signed what a ref stood for, asked once for all applications that track it. */
public record SignatureKey(RefKey ref, String commit, Reach reach) {}
