export type Bytes = Uint8Array<ArrayBuffer>;

/** A file without metadata, as parts in order; null if its structure is invalid. */
export type Cleaned = readonly Bytes[] | null;

export const viewOf = (bytes: Bytes): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Latin-1 text, for signatures and chunk names. Shorter if the bytes end. */
export const textAt = (bytes: Bytes, offset: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(offset, offset + length));

export const bytesOf = (text: string): Bytes =>
  Uint8Array.from(text, (character) => character.charCodeAt(0));
