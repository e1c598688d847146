import type { Bytes } from './bytes.ts';
import { textAt, viewOf } from './bytes.ts';

/** A box of an ISO media file; positions are offsets in the file. */
export interface Box {
  readonly type: string;
  /** Where its content begins. */
  readonly from: number;
  readonly to: number;
}

/** The boxes in a range, in order; null if one does not fit. */
export const boxesIn = (bytes: Bytes, from: number, to: number): Box[] | null => {
  const view = viewOf(bytes);
  const boxes: Box[] = [];
  let at = from;
  while (at + 8 <= to) {
    const short = view.getUint32(at);
    const isLong = short === 1;
    if (isLong && at + 16 > to) return null;
    const size = isLong ? Number(view.getBigUint64(at + 8)) : short === 0 ? to - at : short;
    const header = isLong ? 16 : 8;
    if (size < header || at + size > to) return null;
    boxes.push({ type: textAt(bytes, at + 4, 4), from: at + header, to: at + size });
    at += size;
  }
  return boxes;
};

/** Reads numbers one after the other. @throws RangeError past the end of the file */
export const readerAt = (bytes: Bytes, from: number) => {
  const view = viewOf(bytes);
  let at = from;
  const read = (size: number): number => {
    let value = 0;
    for (let index = 0; index < size; index++) value = value * 256 + view.getUint8(at + index);
    at += size;
    return value;
  };
  return { read, text: (length: number): string => textAt(bytes, at, length) };
};
