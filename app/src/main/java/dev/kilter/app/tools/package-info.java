/** What renderers work with: where their programs are, and what they may fetch from elsewhere. */
@NullMarked
package dev.kilter.app.tools;

import org.jspecify.annotations.NullMarked;
