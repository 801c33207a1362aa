// Plain JavaScript for any Node from 18 on: installs what is missing, then runs the target on the project's own Node.
// Everything it says goes to stderr, so that the target's stdout stays its own.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const binFolder = join(root, 'node_modules', '.bin');
const generated = join(root, 'src', 'storage', 'generated');
const isProduction = process.env.NODE_ENV === 'production';
const OLDEST_NODE = [22, 18];

const words = process.argv.slice(2);
const targetAt = words.findIndex((word) => !word.startsWith('--'));
if (targetAt === -1) fail('usage: node scripts/bootstrap.mjs [options of Node] <file or tool> [arguments]');
const nodeOptions = words.slice(0, targetAt);
const [target, ...args] = words.slice(targetAt);
if (isInstallStale()) install();
const node = findNode();
if (!isProduction && isClientStale()) generateClient();
run(node, [...nodeOptions, resolveTarget(target), ...args]);

/** Compares what npm says it installed with the lock; packages for other machines may be absent. */
function isInstallStale() {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages;
  if (wanted === undefined)
    fail('package-lock.json is missing or unreadable: restore it from the repository.');
  const installed = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages;
  if (installed === undefined) return true;
  return Object.entries(wanted).some(([path, entry]) => {
    if (path === '') return false;
    const found = installed[path];
    return found === undefined ? !isSpared(entry) : found.version !== entry.version;
  });
}

function isSpared(entry) {
  if (entry.optional === true || entry.os !== undefined || entry.cpu !== undefined) return true;
  return isProduction && (entry.dev === true || entry.devOptional === true);
}

function install() {
  requireWritable(root);
  say('Installing packages (about half a minute)...');
  const omit = isProduction ? ['--omit=dev'] : ['--include=dev'];
  withCapableNode((npmNode) => {
    runNpm(npmNode, root, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...omit]);
    // Only approved packages run code at installation, whatever the version of npm.
    const approved = readJson(join(root, 'package.json'))?.allowScripts ?? {};
    const names = Object.keys(approved).filter(
      (name) => approved[name] === true && existsSync(join(root, 'node_modules', name)),
    );
    runNpm(npmNode, root, ['rebuild', '--ignore-scripts=false', '--loglevel=error', ...names]);
  });
}

/** npm on an old Node leaves out, silently, what says it needs a newer one; so Node 24 comes first, by itself. */
function withCapableNode(work) {
  if (isNewEnough()) return work(process.execPath);
  const folder = mkdtempSync(join(tmpdir(), 'bansou-node-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const version = readJson(join(root, 'package-lock.json')).packages['node_modules/node'].version;
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ private: true, allowScripts: { node: true } }),
  );
  const options = ['--no-save', '--no-package-lock', '--ignore-scripts=false', '--no-audit', '--no-fund'];
  runNpm(process.execPath, folder, ['install', '--loglevel=error', ...options, `node@${version}`]);
  work(join(folder, 'node_modules', '.bin', 'node'));
  rmSync(folder, { recursive: true, force: true });
}

function runNpm(npmNode, cwd, parameters) {
  const path = withoutOwnBin(process.env.PATH ?? '');
  const npm = path
    .split(delimiter)
    .map((folder) => join(folder, 'npm'))
    .find((file) => existsSync(file));
  if (npm === undefined) fail('npm is not installed: install Node.js with npm, then try again.');
  // A distribution's npm names its own Node in its first line, so PATH alone would not choose ours.
  const isScript = /^#!.*node/.test(readText(npm) ?? '');
  const [program, ...args] = isScript ? [npmNode, realpathSync(npm), ...parameters] : [npm, ...parameters];
  const env = { ...process.env, PATH: `${dirname(npmNode)}${delimiter}${path}` };
  const result = spawnSync(program, args, { cwd, env, stdio: ['ignore', 2, 2] });
  if (result.signal !== null) process.exit(130);
  if (result.status === 0) return;
  fail(`Installing failed: "npm ${parameters[0]}" ended with ${result.status}; its reason is above.`);
}

/** The generated client follows the schema and the generator's version. */
function isClientStale() {
  return readText(join(generated, '.stamp')) !== clientStamp();
}

function generateClient() {
  requireWritable(join(root, 'src', 'storage'));
  say('Generating the database client...');
  const prisma = realpathSync(join(binFolder, 'prisma'));
  const result = spawnSync(node, [prisma, 'generate'], { cwd: root, env: childEnv(), encoding: 'utf8' });
  if (result.signal !== null) process.exit(130);
  if (result.status !== 0) fail(`Generating the database client failed:\n${result.stderr || result.stdout}`);
  writeFileSync(join(generated, '.stamp'), clientStamp());
}

function clientStamp() {
  const version = readJson(join(root, 'node_modules', 'prisma', 'package.json'))?.version;
  const schema = readText(join(root, 'prisma', 'schema.prisma'));
  return createHash('sha256').update(`${version}\n${schema}`).digest('hex');
}

/** The project's own Node 24, else the one running this if it is new enough. */
function findNode() {
  const own = join(binFolder, 'node');
  if (existsSync(own)) return own;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]))
    return process.execPath;
  return fail('Node 24 was not installed (did the installation run its scripts?): run "npm rebuild node".');
}

function isNewEnough() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
}

function resolveTarget(name) {
  const file = join(root, name);
  if (/\.[cm]?[jt]s$/.test(name)) return existsSync(file) ? file : fail(`${name} does not exist.`);
  const tool = join(binFolder, name);
  return existsSync(tool) ? realpathSync(tool) : fail(`${name} is not an installed tool.`);
}

function run(program, parameters) {
  const child = spawn(program, parameters, { cwd: root, env: childEnv(), stdio: 'inherit' });
  // Ctrl-C in a terminal reaches the whole group by itself; forwarding would make it two.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  const watch = watchParent(() => child.kill('SIGTERM'));
  child.on('error', (error) => fail(`${program} could not be started: ${error.message}`));
  child.on('exit', (code, signal) => {
    clearInterval(watch);
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

/** npm that was killed hard cannot pass the signal on; its end shows in our parent's id. */
function watchParent(onGone) {
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) onGone();
  }, 1000);
  watch.unref();
  return watch;
}

function childEnv() {
  const path = withoutOwnBin(process.env.PATH ?? '');
  return { MALLOC_ARENA_MAX: '1', ...process.env, TZ: 'UTC', PATH: `${binFolder}${delimiter}${path}` };
}

function withoutOwnBin(path) {
  return path
    .split(delimiter)
    .filter((folder) => !folder.startsWith(join(root, 'node_modules')))
    .join(delimiter);
}

function requireWritable(folder) {
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    fail(`Cannot write to ${folder}: use a copy of the project in a folder you may write to.`);
  }
}

function readJson(file) {
  const text = readText(file);
  return text === null ? undefined : JSON.parse(text);
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function say(line) {
  process.stderr.write(`${line}\n`);
}

function fail(line) {
  say(line);
  process.exit(1);
}
