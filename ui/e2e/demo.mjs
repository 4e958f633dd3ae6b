// The packaged program's demo: a cluster, a repository, Kilter. Stories change it as people do, by git and kubectl.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE = 180_000;

export class Demo {
  constructor(launcher, folder) {
    this.launcher = launcher;
    this.folder = folder;
    this.shop = join(folder, 'shop');
    this.starts = 0;
  }

  /** Starts it, anew the first time, and waits until it says that the shop is open. */
  async start() {
    mkdirSync(this.folder, { recursive: true });
    const log = `${this.folder}.${this.starts}.log`;
    const out = openSync(log, 'w');
    this.process = spawn(this.launcher, ['demo', '--data', this.folder, ...(this.starts++ === 0 ? ['--reset'] : [])], { stdio: ['ignore', out, out] });
    this.ended = new Promise((done) => this.process.once('exit', done));
    const words = () => readFileSync(log, 'utf8');
    for (const end = Date.now() + PATIENCE; !words().includes('Ctrl-C stops everything.'); await pause(100)) {
      if (this.process.exitCode !== null || Date.now() > end) throw new Error(`the demo did not open:\n${words()}`);
    }
    const [, address, password] = /In the browser: +(http:\/\/\S+) +as admin, password (\S+)/.exec(words());
    Object.assign(this, { address, password });
    return this;
  }

  async end(signal) {
    this.process.kill(signal);
    await this.ended;
  }

  kubectl(...words) {
    return execFileSync(join(this.folder, 'bin', 'kubectl'), ['--kubeconfig', this.kubeconfig(), ...words], { encoding: 'utf8' });
  }

  kubeconfig() {
    return /KUBECONFIG="([^"]+)"/.exec(readFileSync(join(this.folder, 'env'), 'utf8'))[1];
  }

  write(file, text) {
    const path = join(this.shop, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return this;
  }

  change(file, from, to) {
    return this.write(file, readFileSync(join(this.shop, file), 'utf8').replace(from, to));
  }

  push(message) {
    const git = (...words) => execFileSync('git', words, { cwd: this.shop });
    git('add', '-A');
    git('commit', '-q', '-m', message);
    git('push', '-q');
    return this;
  }
}

export function deployment(name, image, replicas = 1) {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  replicas: ${replicas}
  selector:
    matchLabels: {app: ${name}}
  template:
    metadata:
      labels: {app: ${name}}
    spec:
      containers:
        - name: ${name}
          image: ${JSON.stringify(image)}
`;
}

export function job(name, image, annotations) {
  return `apiVersion: batch/v1
kind: Job
metadata:
  name: ${name}
  annotations: ${JSON.stringify(annotations)}
spec:
  backoffLimit: 0
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: ${name}
          image: ${image}
`;
}
