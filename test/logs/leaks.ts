import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Secret } from '../support/documents/record.ts';

/** Shorter secrets would be found by chance. */
export const shortest = 8;

const filesOf = (folder: string): string[] =>
  readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));

/** The output of all servers during a recorded run. */
export const readLogs = (record: string): string => filesOf(join(record, 'logs')).join('\n');

/** All secrets of at least that length, each once. */
export const readSecrets = (record: string): Secret[] => {
  const lines = filesOf(join(record, 'secrets')).flatMap((text) => text.trim().split('\n'));
  return [...new Set(lines)]
    .map((line) => JSON.parse(line) as Secret)
    .filter(({ value }) => value.length >= shortest);
};

/** Plain, in a URL, in JSON, and in JSON within JSON. */
const formsOf = (value: string): string[] => {
  const json = JSON.stringify(value).slice(1, -1);
  const address = value.isWellFormed() ? [encodeURIComponent(value)] : [];
  return [...new Set([value, json, JSON.stringify(json).slice(1, -1), ...address])];
};

/** The kinds of secrets in a log, with their lines; in one pass. */
export const findLeaks = (log: string, secrets: readonly Secret[]): string[] => {
  const byStart = new Map<string, { kind: string; form: string }[]>();
  for (const { kind, value } of secrets) {
    for (const form of formsOf(value)) {
      const start = form.slice(0, shortest);
      byStart.set(start, [...(byStart.get(start) ?? []), { kind, form }]);
    }
  }
  const leaks = new Set<string>();
  for (let at = 0; at + shortest <= log.length; at++) {
    for (const { kind, form } of byStart.get(log.slice(at, at + shortest)) ?? []) {
      if (!log.startsWith(form, at)) continue;
      const line = log.slice(log.lastIndexOf('\n', at) + 1, log.indexOf('\n', at) >>> 0);
      leaks.add(`${kind}: ${line}`);
    }
  }
  return [...leaks];
};
