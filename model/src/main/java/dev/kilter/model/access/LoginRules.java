package dev.kilter.model.access;

import com.google.re2j.Pattern;
import java.time.Duration;

/**
 * What argocd-cm says of logging in.
 *
 * @param sessionDuration how long a session lasts; zero for ever, as in Argo CD
 * @param anonymous lets those in who show no token that counts
 * @param passwordPattern what a new password must match, a regular expression of Go
 */
public record LoginRules(Duration sessionDuration, boolean anonymous, Pattern passwordPattern) {
  public static final LoginRules DEFAULTS =
      new LoginRules(Duration.ofHours(24), false, Pattern.compile("^.{8,32}$"));

  public boolean accepts(String password) {
    return passwordPattern.matcher(password).find();
  }
}
