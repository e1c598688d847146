import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The confusables of UTS #39 in the format of Unicode's own file: `source ; target` in hexadecimal.
 */
export const sourceFile = 'scripts/generate/unicode/confusables.txt';

const character = String.raw`'(\\u\{[0-9a-f]+\}|\\.|[^'\\])'`;
const entry = new RegExp(String.raw`\(${character},\s*&\[([^\]]*)\]\)`, 'g');

const pointOf = (literal: string): string => {
  const escaped = /^\\u\{([0-9a-f]+)\}$/.exec(literal)?.[1];
  const point = escaped ? Number.parseInt(escaped, 16) : literal.replace(/^\\/, '').codePointAt(0);
  return (point ?? 0).toString(16).toUpperCase().padStart(4, '0');
};

/** Reads the confusables from the source of the Rust crate `unicode-security`. */
export const confusablesOfCrate = (folder: string): string => {
  const source = readFileSync(join(folder, 'src/tables.rs'), 'utf8');
  const version = /UNICODE_VERSION: \(u64, u64, u64\) = \((\d+), (\d+), (\d+)\)/.exec(source);
  const crate = /^version = "(.*)"$/m.exec(readFileSync(join(folder, 'Cargo.toml'), 'utf8'));
  const [, table = ''] = source.split('pub mod confusable_detection');
  const [own = ''] = table.split('pub mod ');
  const lines = [...own.matchAll(entry)].map(([, from = '', to = '']) => {
    const targets = [...to.matchAll(new RegExp(character, 'g'))].map(([, one = '']) => one);
    return `${pointOf(from)} ; ${targets.map(pointOf).join(' ')}`;
  });
  if (!version || !crate || lines.length < 6_000) throw new Error(`no confusables in ${folder}`);
  return [
    `# Confusables of UTS #39, Unicode ${version.slice(1).join('.')}, as the crate unicode-security ${crate[1]} has them.`,
    '# Copyright Unicode, Inc., under the Unicode License v3 (https://www.unicode.org/license.txt).',
    ...lines,
    '',
  ].join('\n');
};

const textOf = (points: string): string =>
  String.fromCodePoint(...points.split(' ').map((point) => Number.parseInt(point, 16)));

/** By character: the one that it is confused with. */
export const readConfusables = (): { map: Map<string, string>; title: string } => {
  const [title = '', , ...lines] = readFileSync(sourceFile, 'utf8').trim().split('\n');
  const map = new Map(
    lines.map((line): [string, string] => {
      const [from = '', to = ''] = line.split(' ; ');
      return [textOf(from), textOf(to)];
    }),
  );
  return { map, title: title.replace(/^# |\.$/g, '') };
};
