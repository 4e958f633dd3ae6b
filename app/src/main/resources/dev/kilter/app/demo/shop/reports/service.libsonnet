// A Deployment as the shop runs them all.
function(name, tag, replicas=1) {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: name, labels: { app: name } },
  spec: {
    replicas: replicas,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: {
        containers: [{ name: name, image: 'registry.example/shop/reports:' + tag }],
      },
    },
  },
}
