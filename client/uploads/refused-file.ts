/**
 * Why a file is not sent. `runnable`: systems run files of this ending. `not_picture`, `not_text`: its bytes
 * are no such thing. `location`: it may tell where it was taken, and that cannot be taken out here.
 * `full`: the sender's files take
 * all that they may. `unlike`: the server found other bytes than announced. `lost`: this browser has it no more.
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

/** The same file will not do, however often it is tried. */
export class RefusedFileError extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal);
    this.name = 'RefusedFileError';
    this.refusal = refusal;
  }
}
