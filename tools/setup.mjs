/**
 * Makes a fresh clone ready: Node's version, packages as locked, Chromium.
 * Runs before anything is installed, so it imports Node's own modules only.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

const WINDOWS = process.platform === 'win32';
const CHROMIUM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const CHROMIUM_PLACES = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];
const DEBIAN_PACKAGES = ['chromium', 'fonts-dejavu-core'];

/** Ends the process with a plain sentence about what to do. */
function stop(message) {
  console.error(message);
  process.exit(1);
}

/** Runs a program; true when it ended well. A name is looked up in PATH. */
export function run(command, args, options = {}) {
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  return done.status === 0;
}

/** Runs an npm command. On Windows npm is a script, which only a shell starts. */
export function npm(args, options = {}) {
  return run('npm', args, { shell: WINDOWS, ...options });
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    stop(`Veil needs Node 20.19 or later; this is ${process.versions.node}.`);
  }
}

/** True when node_modules holds what package-lock.json asks for; npm writes its own record of it last. */
function packagesAreInstalled() {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || entry.devOptional || present[path]?.version === entry.version,
  );
}

/**
 * `npm ci` refuses a lock file that lacks another platform's optional packages, and a registry that does
 * not carry them makes such a lock file. `npm install --no-save` takes the locked versions and checksums
 * too; that nothing else came is checked afterwards.
 */
function installPackages() {
  if (packagesAreInstalled()) return;
  console.log('Installing packages ...');
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  if (!npm(['ci', ...quiet], { stdio: 'ignore' })) {
    // An installation that was broken off leaves packages by halves, which npm would take for whole ones.
    rmSync(join(root, 'node_modules'), { recursive: true, force: true });
    if (!npm(['install', '--no-save', ...quiet])) stop('npm could not install the packages; see above.');
  }
  if (!packagesAreInstalled()) stop('node_modules is not what package-lock.json asks for.');
}

/** Path of Chromium (or Chrome, Edge), or undefined. VEIL_CHROMIUM wins. */
export function findChromium() {
  const chosen = process.env.VEIL_CHROMIUM;
  if (chosen) return existsSync(chosen) ? chosen : undefined;
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)];
  const named = CHROMIUM_NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...named, ...CHROMIUM_PLACES].find((path) => existsSync(path));
}

function installChromium() {
  if (findChromium()) return;
  if (process.env.VEIL_CHROMIUM) stop(`VEIL_CHROMIUM names no file: ${process.env.VEIL_CHROMIUM}`);
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (mayInstall) {
    console.log('Installing Chromium (apt-get) ...');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const quiet = { env, stdio: ['ignore', 'ignore', 'inherit'] };
    run('apt-get', ['-qq', 'update'], quiet);
    run('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', ...DEBIAN_PACKAGES], quiet);
    if (findChromium()) return;
  }
  stop('Chromium was not found. Install Chromium or Chrome, or set VEIL_CHROMIUM to its path.');
}

/** Everything that `npm start` and `npm test` need. Ends the process where something is missing. */
export function setUp() {
  checkNode();
  installPackages();
  installChromium();
  // Tests and tools that start a browser take this one.
  process.env.VEIL_CHROMIUM = findChromium();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  setUp();
  console.log(`Ready: Node ${process.versions.node}, ${process.env.VEIL_CHROMIUM}`);
}
