/** What the other packages do with folders. */
@NullMarked
package dev.kilter.sandbox.files;

import org.jspecify.annotations.NullMarked;
