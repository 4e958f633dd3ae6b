/** What the tests of this module share: a real API server, a plain client, random trees. */
@NullMarked
package dev.kilter.store.testing;

import org.jspecify.annotations.NullMarked;
