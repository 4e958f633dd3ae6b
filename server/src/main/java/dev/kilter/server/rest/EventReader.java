package dev.kilter.server.rest;

import dev.kilter.model.application.Application;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import java.util.List;

/** Kubernetes Events about an Application, as the API server has them. */
@FunctionalInterface
public interface EventReader {
  Result<List<Manifest>> events(Application about);
}
