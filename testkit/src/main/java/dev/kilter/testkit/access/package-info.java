/** Policies, projects and questions about permissions, as tests write them. */
@org.jspecify.annotations.NullMarked
package dev.kilter.testkit.access;
