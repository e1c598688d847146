import { UserError } from '../command.ts';

const heading = /^## .*$/gm;

interface Section {
  /** Offsets of its start, heading included, and of the next section. */
  readonly from: number;
  readonly to: number;
  /** The text below the heading. */
  readonly text: string;
}

const findSection = (changelog: string, title: string): Section | null => {
  const headings = [...changelog.matchAll(heading)];
  const index = headings.findIndex(
    ([line]) => line === `## ${title}` || line.startsWith(`## ${title} - `),
  );
  const found = headings[index];
  if (!found) return null;
  const from = found.index;
  const to = headings[index + 1]?.index ?? changelog.length;
  return { from, to, text: changelog.slice(from + found[0].length, to).trim() };
};

/** The changelog's notes on a version. @throws UserError if it has none */
export const notesOf = (changelog: string, version: string): string => {
  const section = findSection(changelog, version);
  if (!section) throw new UserError(`CHANGELOG.md has no version ${version}`);
  return section.text;
};

/**
 * The changelog with its unreleased notes under a version. `date`: YYYY-MM-DD.
 * @throws UserError if nothing is unreleased, or the version already exists
 */
export const withVersion = (changelog: string, version: string, date: string): string => {
  if (findSection(changelog, version)) {
    throw new UserError(`CHANGELOG.md has version ${version} already`);
  }
  const unreleased = findSection(changelog, 'Unreleased');
  if (!unreleased?.text) throw new UserError('CHANGELOG.md has nothing under "Unreleased"');
  const released = `## Unreleased\n\n## ${version} - ${date}\n\n${unreleased.text}\n\n`;
  return `${changelog.slice(0, unreleased.from)}${released}${changelog.slice(unreleased.to)}`;
};

/** Major, minor and patch. @throws UserError for anything else, pre-releases included */
const partsOf = (version: string): number[] => {
  const found = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/.exec(version);
  if (!found) throw new UserError(`--version must be like 1.2.3, and is ${version}`);
  return found.slice(1).map(Number);
};

/** Whether `next` is a later version than `current`. */
export const isLater = (next: string, current: string): boolean => {
  const now = partsOf(current);
  const difference = partsOf(next)
    .map((part, index) => part - (now[index] ?? 0))
    .find((one) => one !== 0);
  return (difference ?? 0) > 0;
};
