/** Local accounts, the key of sessions, and the sessions that were ended, as Argo CD keeps them. */
@NullMarked
package dev.kilter.store.accounts;

import org.jspecify.annotations.NullMarked;
