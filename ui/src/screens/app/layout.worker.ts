import { plan, type Shape } from './layout';

self.onmessage = (event: MessageEvent<Shape>) => self.postMessage(plan(event.data));
