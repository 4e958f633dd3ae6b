/** What each route of the REST API takes and answers, for those who generate clients from it. */
@NullMarked
package dev.kilter.server.openapi;

import org.jspecify.annotations.NullMarked;
