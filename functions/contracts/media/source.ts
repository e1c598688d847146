/**
 * Reads numbers of an untrusted file. Throws RangeError past the end or after too many reads, so that every
 * parser loop that reads terminates.
 */
export interface Source {
  readonly length: number;
  readonly u8: (at: number) => number;
  readonly u16: (at: number, isLittle?: boolean) => number;
  readonly u24: (at: number) => number;
  readonly u32: (at: number, isLittle?: boolean) => number;
  readonly i32: (at: number, isLittle?: boolean) => number;
  /** As Latin-1, for signatures and names of chunks. */
  readonly ascii: (at: number, length: number) => string;
  /** The number of reads so far. */
  readonly reads: () => number;
}

export const openSource = (bytes: Uint8Array, maxReads: number): Source => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let reads = 0;
  const counted = (at: number): number => {
    if (++reads > maxReads) throw new RangeError('too many reads');
    return at;
  };
  return {
    length: bytes.length,
    u8: (at) => view.getUint8(counted(at)),
    u16: (at, isLittle) => view.getUint16(counted(at), isLittle),
    u24: (at) => view.getUint8(counted(at)) | (view.getUint16(at + 1, true) << 8),
    u32: (at, isLittle) => view.getUint32(counted(at), isLittle),
    i32: (at, isLittle) => view.getInt32(counted(at), isLittle),
    ascii: (at, length) => {
      let text = '';
      const end = Math.min(counted(at) + length, bytes.length);
      for (let next = at; next < end; next++) text += String.fromCharCode(bytes[next] ?? 0);
      return text;
    },
    reads: () => reads,
  };
};

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The smallest size that contains both. */
export const cover = (one: Size, other: Size): Size => ({
  width: Math.max(one.width, other.width),
  height: Math.max(one.height, other.height),
});
export const noSize: Size = { width: 0, height: 0 };
