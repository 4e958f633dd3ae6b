/** Signatures of commits and annotated tags, verified by what is in them and by public keys. */
@org.jspecify.annotations.NullMarked
package dev.kilter.git.signature;
