/** An application's memory: its last runs and changes, in a custom resource of Kilter's own. */
@NullMarked
package dev.kilter.store.journal;

import org.jspecify.annotations.NullMarked;
