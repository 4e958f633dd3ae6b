/** From records to the trees that Argo CD's custom resources have, field for field. */
@NullMarked
package dev.kilter.store.writing;

import org.jspecify.annotations.NullMarked;
