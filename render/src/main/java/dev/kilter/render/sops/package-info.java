/**
 * Files that SOPS encrypted, read in the clear where their project allows it (age and PGP keys).
 * The formats are those of getsops/sops and age-encryption.org/v1.
 */
@NullMarked
package dev.kilter.render.sops;

import org.jspecify.annotations.NullMarked;
