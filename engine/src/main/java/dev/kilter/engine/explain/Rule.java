package dev.kilter.engine.explain;

import dev.kilter.model.view.ApplicationViews.Explained;
import java.util.Optional;

/** One way in which an application can be; empty where it is not like that. */
@FunctionalInterface
interface Rule {
  Optional<Explained> explain(Situation situation);
}
