import * as z from 'zod';
import { isTrustList } from './gateway/peer.ts';

export const addressList = z
  .array(z.string())
  .transform((lists) => lists.flatMap((list) => list.split(',').map((entry) => entry.trim())))
  .refine(isTrustList, 'must be addresses or networks like 127.0.0.1,10.0.0.0/8');

export const wholeNumber = z
  .string()
  .regex(/^\d{1,9}$/, 'must be a whole number')
  .transform(Number);

export const port = z
  .string()
  .regex(/^\d+$/, 'must be a number')
  .transform(Number)
  .refine((number) => number <= 65_535, 'must be at most 65535');

export const filled = z.string().min(1, 'must not be empty');

const msOf = { m: 60_000, h: 3_600_000, d: 86_400_000 };
/** In milliseconds. */
export const duration = z
  .string()
  .regex(/^[1-9]\d{0,3}[mhd]$/, 'must be a time like 30m, 24h or 7d')
  .transform((text) => Number(text.slice(0, -1)) * msOf[text.at(-1) as keyof typeof msOf]);
