import { readdirSync } from 'node:fs';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import * as z from 'zod';
import { root } from './run.ts';

/** An open page of an earlier version can load its parts for this many days after a deploy. */
const graceDays = 30;
const dayMs = 86_400_000;

/**
 * The object that stores when each file was found to be missing in the current site. Outside the site's
 * folders.
 */
const recordKey = '.parley/replaced.json';
const Replaced = z.record(z.string(), z.iso.datetime());
type Replaced = z.infer<typeof Replaced>;

/** The files to delete now, and those to remember for the next deploy. */
export const planOf = (
  stored: readonly string[],
  current: ReadonlySet<string>,
  known: Replaced,
  now: number,
): { surplus: string[]; replaced: Replaced } => {
  const surplus: string[] = [];
  const replaced: Record<string, string> = {};
  for (const key of stored) {
    if (current.has(key)) continue;
    const since = known[key] ?? new Date(now).toISOString();
    if (now - Date.parse(since) > graceDays * dayMs) surplus.push(key);
    else replaced[key] = since;
  }
  return { surplus, replaced };
};

const readRecord = async (client: S3Client, Bucket: string): Promise<Replaced> => {
  try {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: recordKey }));
    return Replaced.parse(JSON.parse((await Body?.transformToString()) ?? ''));
  } catch (error) {
    if (['NoSuchKey', 'NotFound'].includes(Object(error).name)) return {};
    throw error;
  }
};

/** S3's maximum per call. */
const maxKeys = 1_000;

/**
 * Deletes files of earlier versions of the site that were replaced more than 30 days ago, after a deploy.
 * Returns how many.
 */
export const pruneSite = async (
  Bucket: string,
  {
    client = new S3Client({}),
    current = readdirSync(`${root}web/dist/assets`),
    now = Date.now(),
  }: { client?: S3Client; current?: readonly string[]; now?: number } = {},
): Promise<number> => {
  const stored: string[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2(
    { client },
    { Bucket, Prefix: 'assets/' },
  )) {
    stored.push(...Contents.flatMap(({ Key }) => Key ?? []));
  }
  const names = new Set(current.map((name) => `assets/${name}`));
  const known = await readRecord(client, Bucket);
  const { surplus, replaced } = planOf(stored, names, known, now);
  for (let start = 0; start < surplus.length; start += maxKeys) {
    const Objects = surplus.slice(start, start + maxKeys).map((Key) => ({ Key }));
    await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
  }
  await client.send(
    new PutObjectCommand({ Bucket, Key: recordKey, Body: JSON.stringify(replaced) }),
  );
  return surplus.length;
};
