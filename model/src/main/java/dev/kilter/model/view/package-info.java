/** Port to what the API shows beyond custom resources. */
@NullMarked
package dev.kilter.model.view;

import org.jspecify.annotations.NullMarked;
