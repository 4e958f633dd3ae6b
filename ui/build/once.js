// Installs, builds or tests only what changed since the last time; a second build needs neither network nor seconds.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node.js ${process.versions.node} is too old to build the web UI. It needs 20.19 or newer; put one first in PATH.`);
  process.exit(1);
}

const packages = ['package.json', 'package-lock.json', '.npmrc'];
const sources = [...packages, 'index.html', 'vite.config.ts', 'tsconfig.json', 'eslint.config.js', 'src', 'public', 'build', 'e2e'];

function files(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).sort().flatMap((name) => files(join(path, name)));
}

function digest(paths) {
  const hash = createHash('sha256').update(process.versions.node);
  for (const file of paths.flatMap(files)) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

function run(...command) {
  const done = spawnSync('npm', command, { stdio: 'inherit' });
  if (done.status !== 0) {
    console.error(`npm ${command.join(' ')} failed in the module ui.`);
    process.exit(1);
  }
}

/** Runs the work unless the stamp says that it was done on exactly this. */
function once(stamp, wanted, there, work) {
  if (there() && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  work();
  mkdirSync(join(stamp, '..'), { recursive: true });
  writeFileSync(stamp, wanted);
}

const task = process.argv[2];
once('node_modules/.kilter-stamp', digest(packages), () => existsSync('node_modules/vite'), () => run('ci', '--no-audit', '--no-fund'));
if (task === 'build') {
  once('target/built', digest(sources), () => existsSync('target/classes/dev/kilter/ui/index.html'), () => run('run', '--silent', 'build'));
} else {
  once('target/tested', digest(sources), () => true, () => run('run', '--silent', 'test'));
}
