/** Charts of repositories with an index.yaml. */
@NullMarked
package dev.kilter.git.charts;

import org.jspecify.annotations.NullMarked;
