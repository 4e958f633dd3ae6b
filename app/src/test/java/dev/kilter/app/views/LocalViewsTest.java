package dev.kilter.app.views;

import dev.kilter.model.view.ApplicationViews;
import dev.kilter.model.view.FleetViews;
import dev.kilter.model.view.ObjectViews;

/** The controller in the same process. */
class LocalViewsTest extends ViewsContract {
  @Override
  ApplicationViews views() {
    return scene.views;
  }

  @Override
  FleetViews fleet() {
    return scene.views;
  }

  @Override
  ObjectViews objects() {
    return scene.objects;
  }
}
