/** Which tool a source is for, by its explicit block or by the files in its folder. */
@NullMarked
package dev.kilter.render.detect;

import org.jspecify.annotations.NullMarked;
