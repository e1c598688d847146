import type { Row } from '../row.ts';
import { rules, tally } from '../row.ts';
import type { Target } from '../target.ts';

const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
/** A box of ISO BMFF: size, type, content. */
const box = (type: string, ...content: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(content);
  return Buffer.concat([uint32(body.length + 8), Buffer.from(type, 'latin1'), body]);
};
const ftyp = box('ftyp', Buffer.from('avif\0\0\0\0avifmif1', 'latin1'));

/** Many properties, none of which gives the visible size of the picture. */
const avifOfManySizes = (bytes: number): Buffer => {
  const ispe = box('ispe', Buffer.alloc(4), uint32(64), uint32(64));
  const ipco = box('ipco', Buffer.concat(Array(Math.floor(bytes / ispe.length)).fill(ispe)));
  return Buffer.concat([ftyp, box('meta', Buffer.alloc(4), box('iprp', ipco))]);
};

const avifOfDeepBoxes = (depth: number): Buffer => {
  const heads = Array.from({ length: depth }, (_, level) =>
    Buffer.concat([uint32((depth - level) * 8), Buffer.from('iprp', 'latin1')]),
  );
  return Buffer.concat([ftyp, box('meta', Buffer.alloc(4), Buffer.concat(heads))]);
};

const jpegOfZeros = (bytes: number): Buffer =>
  Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(bytes)]);
const jpegOfEmptySegments = (bytes: number): Buffer =>
  Buffer.concat([Buffer.from('ffd8', 'hex'), Buffer.alloc(bytes, Buffer.from('ffe10002', 'hex'))]);
const pngOfEmptyChunks = (bytes: number): Buffer =>
  Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    Buffer.alloc(bytes, Buffer.concat([uint32(0), Buffer.from('tEXt\0\0\0\0', 'latin1')])),
  ]);
const svgOfOpenTags = (bytes: number): Buffer => Buffer.alloc(bytes, '<a ');
const gifOfEmptyBlocks = (bytes: number): Buffer =>
  Buffer.concat([
    Buffer.from('GIF89a\x01\0\x01\0\0\0\0', 'latin1'),
    Buffer.alloc(bytes, '!\xfe\0'),
  ]);

const mega = 1_000_000;
const files: readonly (readonly [name: string, mime: string, bytes: () => Buffer])[] = [
  ['sizes.avif', 'image/avif', () => avifOfManySizes(240_000)],
  ['more-sizes.avif', 'image/avif', () => avifOfManySizes(mega)],
  ['deep.avif', 'image/avif', () => avifOfDeepBoxes(100_000)],
  ['zeros.jpg', 'image/jpeg', () => jpegOfZeros(mega)],
  ['segments.jpg', 'image/jpeg', () => jpegOfEmptySegments(mega)],
  ['chunks.png', 'image/png', () => pngOfEmptyChunks(mega)],
  ['open.svg', 'image/svg+xml', () => svgOfOpenTags(mega)],
  ['blocks.gif', 'image/gif', () => gifOfEmptyBlocks(mega)],
  ['sizes.heic', 'image/heic', () => avifOfManySizes(mega)],
];

const formOf = (name: string, mime: string, bytes: Buffer): FormData => {
  const form = new FormData();
  form.append('content', 'look at this');
  form.append('files[]', new Blob([new Uint8Array(bytes)], { type: mime }), name);
  return form;
};

/** Files that would keep a careless parser of image headers busy for seconds. */
const imageHeaders: Row = {
  id: 'S1',
  title: 'pictures that no image reader gets to the end of, in message forms',
  run: async (target) => {
    const { check, broken } = rules();
    const [stranger, other] = [await target.register(), await target.register()];
    const opened = await target.client.call('POST', '/conversations', {
      token: stranger.token,
      json: { peer_id: other.id },
    });
    const statuses: number[] = [];
    for (const [name, mime, bytes] of files) {
      const form = formOf(name, mime, bytes());
      const path = `/conversations/${opened.body.id}/messages`;
      const { status } = await target.client.call('POST', path, { token: stranger.token, form });
      statuses.push(status);
    }
    check(
      statuses.every((status) => [201, 422, 429].includes(status)),
      `a file is stored or refused, not ${tally(statuses)}`,
    );
    return { requests: statuses.length, broken };
  },
};

const uploaded = async (target: Target, token: string, [name, mime, make]: (typeof files)[0]) => {
  const bytes = make();
  const asked = await target.client.call('POST', '/attachments', {
    token,
    json: { filename: name, mime, size_bytes: bytes.length },
  });
  if (asked.status !== 201) return asked.status;
  const form = new FormData();
  for (const [field, value] of Object.entries(asked.body.upload.fields as Record<string, string>)) {
    form.append(field, value);
  }
  form.append('file', new Blob([new Uint8Array(bytes)], { type: mime }), name);
  await (await fetch(asked.body.upload.url, { method: 'POST', body: form })).arrayBuffer();
  const completed = await target.client.call('POST', `/attachments/${asked.body.id}/complete`, {
    token,
  });
  return completed.status;
};

const uploads: Row = {
  id: 'S1b',
  title: 'the same pictures as uploads that are completed',
  run: async (target) => {
    const { check, broken } = rules();
    const stranger = await target.register();
    const statuses: number[] = [];
    for (const file of files) statuses.push(await uploaded(target, stranger.token, file));
    check(
      statuses.every((status) => [200, 422, 429].includes(status)),
      `an upload is complete or refused, not ${tally(statuses)}`,
    );
    return { requests: statuses.length * 3, broken };
  },
};

const longNames: Row = {
  id: 'S20b',
  title: 'file names of 60,000 dots and of 60,000 extensions',
  run: async (target) => {
    const { check, broken } = rules();
    const { token } = await target.register();
    const statuses: number[] = [];
    for (const filename of [
      '.'.repeat(60_000),
      '.a'.repeat(30_000),
      `a${' '.repeat(60_000)}.txt`,
    ]) {
      const { status } = await target.client.call('POST', '/attachments', {
        token,
        json: { filename, mime: 'text/plain', size_bytes: 1 },
      });
      statuses.push(status);
    }
    check(
      statuses.every((status) => status === 422 || status === 413),
      `each is refused, not ${tally(statuses)}`,
    );
    return { requests: statuses.length, broken };
  },
};

export const fileRows: readonly Row[] = [imageHeaders, uploads, longNames];
