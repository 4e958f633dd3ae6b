local service = import 'service.libsonnet';

[
  service('reports', tag='1.2.0'),
  service('reports-archive', tag='1.2.0') { spec+: { revisionHistoryLimit: 2 } },
]
