import * as z from 'zod';
import type { Photo } from '#core/domain/user.ts';
import { photoKey } from '#functions/adapters/aws/dynamodb/table/keys.ts';
import { getItem, type Table } from '#functions/adapters/aws/dynamodb/table/table.ts';

const PhotoItem = z.object({ mime: z.string(), b: z.instanceof(Uint8Array) });

export const getPhoto = async (table: Table, id: string, hash: string): Promise<Photo | null> => {
  const item = await getItem(table, photoKey(id, hash), 'eventual');
  if (!item) return null;
  const { mime, b: bytes } = PhotoItem.parse(item);
  return { hash, mime, bytes };
};
