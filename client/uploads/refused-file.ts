/**
 * Why a file is not sent. `runnable`: operating systems run files with this extension. `not_picture`,
 * `not_text`: its bytes do not match the type. `location`: it may reveal where it was taken, and this cannot
 * be removed here. `full`: the user's storage is full. `unlike`: the server found other bytes than announced.
 * `lost`: this browser no longer has the file.
 */
export type Refusal =
  | 'empty'
  | 'too_big'
  | 'type'
  | 'runnable'
  | 'not_picture'
  | 'not_text'
  | 'location'
  | 'unreadable'
  | 'quota'
  | 'full'
  | 'unlike'
  | 'lost';

/** A refusal that a retry with the same file cannot change. */
export class RefusedFileError extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal);
    this.name = 'RefusedFileError';
    this.refusal = refusal;
  }
}
