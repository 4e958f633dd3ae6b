// One address for a server that is started anew elsewhere: bytes go through as they are.
import { connect, createServer } from 'node:net';

export async function relay(address) {
  const open = new Set();
  let port = Number(new URL(address).port);
  const server = createServer((client) => {
    const onward = connect(port, '127.0.0.1');
    for (const [one, other] of [[client, onward], [onward, client]]) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    leadTo: (other) => (port = Number(new URL(other).port)),
    close: () => {
      server.close();
      for (const one of open) one.destroy();
    },
  };
}
