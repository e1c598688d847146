import * as z from 'zod';
import { fromJson } from './from-json.ts';

/** The conditions of a signed form: the parts of an S3 POST policy that our forms use. */
const Policy = z.object({
  expiration: z.iso.datetime(),
  conditions: z.array(
    z.union([
      z.tuple([z.literal('eq'), z.string().startsWith('$'), z.string()]),
      z.tuple([z.literal('content-length-range'), z.int(), z.int()]),
    ]),
  ),
});

export interface UploadRules {
  readonly key: string;
  readonly minBytes: number;
  readonly maxBytes: number;
}

export const encodePolicy = (upload: {
  readonly key: string;
  readonly mime: string;
  readonly sizeBytes: number;
  readonly expiresAt: number;
}): string => {
  const policy: z.infer<typeof Policy> = {
    expiration: new Date(upload.expiresAt).toISOString(),
    conditions: [
      ['eq', '$key', upload.key],
      ['eq', '$content-type', upload.mime],
      ['content-length-range', upload.sizeBytes, upload.sizeBytes],
    ],
  };
  return Buffer.from(JSON.stringify(policy)).toString('base64');
};

/** Form fields that need no condition. */
const isFree = (name: string): boolean =>
  ['policy', 'x-amz-signature', 'file'].includes(name) || name.startsWith('x-ignore-');

/**
 * Checks form fields (lower-case names) against a policy whose signature is already verified. Returns a
 * string with the broken rule in S3's wording.
 */
export const applyPolicy = (
  encoded: string,
  fields: ReadonlyMap<string, string>,
  now: number,
): UploadRules | string => {
  const parsed = Policy.safeParse(fromJson(Buffer.from(encoded, 'base64').toString('utf8')));
  if (!parsed.success) return 'Policy is not valid.';
  const policy = parsed.data;
  if (Date.parse(policy.expiration) <= now) return 'Policy expired.';
  const known = new Set<string>();
  let range: [number, number] = [0, 0];
  for (const condition of policy.conditions) {
    if (condition[0] === 'content-length-range') {
      range = [condition[1], condition[2]];
      continue;
    }
    const name = condition[1].slice(1);
    known.add(name);
    if (fields.get(name) !== condition[2]) {
      return `Policy Condition failed: ${JSON.stringify(condition)}`;
    }
  }
  const extra = [...fields.keys()].find((name) => !known.has(name) && !isFree(name));
  if (extra !== undefined) return `Extra input fields: ${extra}`;
  return { key: fields.get('key') ?? '', minBytes: range[0], maxBytes: range[1] };
};
