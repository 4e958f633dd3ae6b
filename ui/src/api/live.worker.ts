import { Hub, type Port } from './hub';
import { Live } from './live';
import { onSignedOut } from './transport';

const hub = new Hub(new Live());
onSignedOut(() => hub.signedOut());
addEventListener('connect', (event) => {
  const [port] = (event as MessageEvent).ports;
  if (port !== undefined) hub.join(port as unknown as Port);
});
