/** Tests of the local copies of repositories. */
@org.jspecify.annotations.NullMarked
package dev.kilter.git.store;
