/** Builders of applications, projects and settings for tests. */
@org.jspecify.annotations.NullMarked
package dev.kilter.testkit.application;
