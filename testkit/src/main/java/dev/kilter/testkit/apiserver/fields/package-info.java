/** Who owns which field: sets of fields, and what an apply or an update makes of them. */
@NullMarked
package dev.kilter.testkit.apiserver.fields;

import org.jspecify.annotations.NullMarked;
