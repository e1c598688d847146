import type { FileTypes } from '#contracts/closed-lists.ts';
import { limits } from '#contracts/limits.ts';
import { acceptedTypes } from '#contracts/media/accepted-types.ts';

/** What the operator allows. */
export interface FileRules {
  /** The storage quota of a user. */
  readonly storageBytes: number;
  readonly maxFileBytes: number;
  readonly types: FileTypes;
}

/** Types whose check reads every byte. */
const readWhole = new Set(['text/plain', 'image/svg+xml']);

/** The rule that an announced file breaks, with the field of the request that breaks it; null if none. */
export const brokenFileRule = (
  { types, maxFileBytes }: FileRules,
  { mime, sizeBytes }: { readonly mime: string; readonly sizeBytes: number },
): { readonly field: 'mime' | 'size_bytes'; readonly rule: string } | null => {
  const accepted = acceptedTypes[types];
  if (!accepted.pattern.test(mime)) return { field: 'mime', rule: accepted.rule };
  if (sizeBytes > maxFileBytes)
    return { field: 'size_bytes', rule: `must be at most ${maxFileBytes}` };
  const { checkedBytes } = limits.attachment;
  return readWhole.has(mime) && sizeBytes > checkedBytes
    ? { field: 'size_bytes', rule: `must be at most ${checkedBytes} for ${mime}` }
    : null;
};
