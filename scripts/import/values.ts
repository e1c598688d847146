import { createHash } from 'node:crypto';
import { UserError } from '../command.ts';

const yes = new Set(['t', 'true', '1', 'yes', 'y']);
const no = new Set(['f', 'false', '0', 'no', 'n']);

/** Null for an absent value. @throws UserError for another text */
export const booleanOf = (text: string | null | undefined, place: string): boolean | null => {
  const value = text?.trim().toLowerCase() ?? '';
  if (value === '') return null;
  if (yes.has(value)) return true;
  if (no.has(value)) return false;
  throw new UserError(`${place} is no boolean: ${text}`);
};

const timePattern =
  /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:[.,](\d+))?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/i;

/**
 * Epoch milliseconds of a time as PostgreSQL or Python writes it; null for an absent one. A time without a zone is
 * UTC. @throws UserError for another text
 */
export const timeOf = (text: string | null | undefined, place: string): number | null => {
  const value = text?.trim() ?? '';
  if (value === '') return null;
  const [, day, time, fraction = '', zone = 'Z'] = timePattern.exec(value) ?? [];
  const offset = zone
    .toUpperCase()
    .replace(/^([+-]\d\d)$/, '$1:00')
    .replace(/^([+-]\d\d)(\d\d)$/, '$1:$2');
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0');
  const at = day ? Date.parse(`${day}T${time}.${milliseconds}${offset}`) : Number.NaN;
  if (Number.isNaN(at)) throw new UserError(`${place} is no time: ${value}`);
  return at;
};

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A UUID that depends only on these texts, so that a repeated import gives the same ids (RFC 9562, version 8). */
export const uuidFrom = (...texts: readonly string[]): string => {
  const hash = createHash('sha256').update(JSON.stringify(['parley import', ...texts]));
  const bytes = hash.digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
};

/** The id itself if it is a UUID, otherwise one that depends on it. */
export const idFrom = (table: string, id: string): string => {
  const lower = id.toLowerCase();
  return uuidPattern.test(lower) ? lower : uuidFrom(table, id);
};
