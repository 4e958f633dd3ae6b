package dev.kilter.app.faults;

import java.time.Duration;

/** One entry of a script. */
sealed interface Happening permits Deed, Fault {
  Duration at();
}
