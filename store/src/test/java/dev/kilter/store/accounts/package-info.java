/** Tests of accounts. */
@NullMarked
package dev.kilter.store.accounts;

import org.jspecify.annotations.NullMarked;
