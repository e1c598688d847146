import { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { planOf, pruneSite } from '../../../scripts/deploy/prune-site.ts';

const dayMs = 86_400_000;
const start = Date.parse('2026-01-01T00:00:00Z');

/** A bucket in memory. */
const bucketWith = (keys: readonly string[]) => {
  const objects = new Map(keys.map((key) => [key, '']));
  const client = new S3Client({ region: 'eu-west-1' });
  client.send = async (command: { input: object }) => {
    const { name } = Object(command).constructor;
    const { Key, Body, Prefix, Delete } = Object(command.input);
    if (name === 'ListObjectsV2Command') {
      const found = [...objects.keys()].filter((key) => key.startsWith(Prefix));
      return { Contents: found.map((key) => ({ Key: key })) };
    }
    if (name === 'PutObjectCommand') return objects.set(Key, Body);
    if (name === 'DeleteObjectsCommand') {
      for (const { Key: key } of Delete.Objects) objects.delete(key);
      return {};
    }
    const body = objects.get(Key);
    if (body === undefined) throw Object.assign(new Error('none'), { name: 'NoSuchKey' });
    return { Body: { transformToString: async () => body } };
  };
  return { client, objects };
};

describe('files of earlier versions of the site', () => {
  it('stay for 30 days after they were replaced, however old they are', async () => {
    const { client, objects } = bucketWith(['assets/old.js', 'assets/new.js', 'index.html']);
    const deploy = (current: string[], days: number) =>
      pruneSite('site', { client, current, now: start + days * dayMs });

    expect(await deploy(['old.js'], 0)).toBe(0);
    expect(await deploy(['new.js'], 100)).toBe(0);
    expect(await deploy(['new.js'], 130)).toBe(0);
    expect(objects.has('assets/old.js')).toBe(true);
    expect(await deploy(['new.js'], 131)).toBe(1);

    expect([...objects.keys()].sort()).toEqual([
      '.parley/replaced.json',
      'assets/new.js',
      'index.html',
    ]);
  });

  it('are kept for 30 new days when a version is deployed again', () => {
    const at = (days: number) => start + days * dayMs;
    const first = planOf(['assets/a.js'], new Set(), {}, at(0));
    const again = planOf(['assets/a.js'], new Set(['assets/a.js']), first.replaced, at(20));
    const later = planOf(['assets/a.js'], new Set(), again.replaced, at(40));

    expect(again).toEqual({ surplus: [], replaced: {} });
    expect(later).toEqual({
      surplus: [],
      replaced: { 'assets/a.js': new Date(at(40)).toISOString() },
    });
  });
});
