/** The sandbox's own certificate authority and what it signs. */
@NullMarked
package dev.kilter.sandbox.pki;

import org.jspecify.annotations.NullMarked;
