package dev.kilter.server.session;

import dev.kilter.model.access.Account.Capability;
import java.util.List;

/** Who a token stands for. */
public sealed interface Identity {
  /** The name under which permissions are given; empty for whoever is not known. */
  String subject();

  /** A local account, by a session or by one of its tokens. */
  record User(String name, List<String> groups, Capability by) implements Identity {
    public User {
      groups = List.copyOf(groups);
    }

    @Override
    public String subject() {
      return name;
    }
  }

  /** A program that holds a token of a role of a project. */
  record ProjectRole(String project, String role) implements Identity {
    @Override
    public String subject() {
      return "proj:" + project + ":" + role;
    }
  }

  /** Nobody in particular, where that is allowed. */
  record Anonymous() implements Identity {
    @Override
    public String subject() {
      return "";
    }
  }

  /** Not to be let in. */
  record Nobody(Reason why) implements Identity {
    @Override
    public String subject() {
      return "";
    }
  }

  /** Why a token does not count. */
  enum Reason {
    NO_TOKEN,
    /** Not signed with this server's key. */
    NOT_OURS,
    NOT_YET,
    EXPIRED,
    REVOKED,
    ACCOUNT_GONE,
    ACCOUNT_DISABLED,
    CAPABILITY_GONE,
    PASSWORD_CHANGED,
    TOKEN_REMOVED
  }
}
