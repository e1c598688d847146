export type Bytes = Uint8Array<ArrayBuffer>;

/** A file without what tells on its author, as parts in order; null when it is not built as it says. */
export type Cleaned = readonly Bytes[] | null;

export const viewOf = (bytes: Bytes): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** As Latin-1: for signatures and names of chunks. Shorter where the bytes end. */
export const textAt = (bytes: Bytes, offset: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(offset, offset + length));

export const bytesOf = (text: string): Bytes =>
  Uint8Array.from(text, (character) => character.charCodeAt(0));
