/** What readers see of the loop: immutable snapshots, one an application. */
@org.jspecify.annotations.NullMarked
package dev.kilter.control.view;
