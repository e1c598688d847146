import type { Call } from '#client';
import type { FileTypes } from '#contracts/closed-lists.ts';
import { limits } from '#contracts/limits.ts';

/** What the operator allows for files. */
export interface Allowance {
  readonly maxBytes: number;
  readonly types: FileTypes;
}

/** Without a connection. The server decides again when the file is uploaded. */
const usual: Allowance = { maxBytes: limits.attachment.maxBytes, types: 'any' };

/** Asks the server at the first file of a page. */
export const makeAllowance = (call: Call): (() => Promise<Allowance>) => {
  let asked: Promise<Allowance> | undefined;
  return () => {
    asked ??= call('GET /api/users/me/storage').then(
      ({ max_file_bytes: maxBytes, file_types: types }) => ({ maxBytes, types }),
      () => {
        asked = undefined;
        return usual;
      },
    );
    return asked;
  };
};
