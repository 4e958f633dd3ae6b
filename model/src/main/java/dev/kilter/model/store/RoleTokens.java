package dev.kilter.model.store;

import dev.kilter.model.access.Account.Token;
import dev.kilter.model.failure.Result;
import dev.kilter.model.project.Project;
import java.util.List;

/** Port to the lists of tokens that AppProjects keep of their roles. */
@FunctionalInterface
public interface RoleTokens {
  /** Leaves exactly these tokens to the role; Conflict where the project is not as read. */
  Result<Project> write(Project read, String role, List<Token> tokens);
}
