/** The real {@code gpg}, for tests that need what only it makes. */
@org.jspecify.annotations.NullMarked
package dev.kilter.testkit.pgp;
