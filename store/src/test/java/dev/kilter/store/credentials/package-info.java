/** Tests of credentials. */
@NullMarked
package dev.kilter.store.credentials;

import org.jspecify.annotations.NullMarked;
