/** The name of a scheduled backup: its time, so that names sort by age. */
export const newName = (now: Date): string =>
  now
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '-');

export const isName = (name: string): boolean => /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ$/.test(name);

/** Those beyond the newest `keep`. */
export const outdated = (names: readonly string[], keep: number): string[] =>
  [...names].sort().slice(0, Math.max(0, names.length - keep));

/** Where backups go in S3 or a compatible storage: `s3://bucket/prefix`; null for a folder. */
export const s3Location = (to: string): { bucket: string; prefix: string } | null => {
  const found = /^s3:\/\/([^/]+)(?:\/(.*?))?\/*$/.exec(to);
  return found ? { bucket: found[1] ?? '', prefix: found[2] ? `${found[2]}/` : '' } : null;
};
