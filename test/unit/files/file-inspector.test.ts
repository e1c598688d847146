import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileInspector } from '#functions/adapters/file-inspector.ts';
import * as files from '../../support/files.ts';

const bom = files.text('\uFEFF');
const bytesOf = (content: string): files.Bytes => files.text(content);
const latin = (content: string): files.Bytes => new Uint8Array(Buffer.from(content, 'latin1'));
const iso = (brand: string): files.Bytes => latin(`\0\0\0 ftyp${brand}\0\0\x02\0`);

describe('the inspector accepts', () => {
  const cases: [string, string, files.Bytes, object][] = [
    ['a PNG', 'image/png', files.png(640, 480), { width: 640, height: 480 }],
    ['a PNG as its animated kind', 'image/apng', files.png(), {}],
    ['a JPEG', 'image/jpeg', files.jpeg(), { width: 16, height: 9 }],
    [
      'a photograph on its side, as it is shown',
      'image/jpeg',
      files.jpeg(6),
      { width: 9, height: 16 },
    ],
    ['a photograph upside down', 'image/jpeg', files.jpeg(3), { width: 16, height: 9 }],
    ['a GIF', 'image/gif', files.gif(), { width: 5, height: 4 }],
    ['a WebP', 'image/webp', files.webp(), { width: 7, height: 8 }],
    ['a BMP', 'image/bmp', files.bmp(), { width: 9, height: 8 }],
    ['a PDF', 'application/pdf', files.pdf(), {}],
    ['an empty archive', 'application/zip', files.emptyZip(), {}],
    ['a drawing', 'image/svg+xml', files.svg(), {}],
    [
      'a drawing that begins with its root',
      'image/svg+xml',
      bytesOf('<svg viewBox="0 0 1 1"/>'),
      {},
    ],
    [
      'a drawing with a document type',
      'image/svg+xml',
      bytesOf('<!DOCTYPE svg [<!ENTITY a "b>">]>\n<!-- x --><svg:svg a=">"/>'),
      {},
    ],
    ['a drawing behind a byte order mark', 'image/svg+xml', files.both(bom, files.svg()), {}],
    ['text', 'text/plain', bytesOf('Grüße 🎈\r\n'), {}],
    ['a song', 'audio/mpeg', latin('ID3\x04'), {}],
    ['a song without a title', 'audio/mpeg', latin('\xff\xfb\x90'), {}],
    ['a recording', 'audio/webm', latin('\x1aE\xdf\xa3'), {}],
    ['a recording of a Mac', 'audio/mp4', iso('M4A '), {}],
    ['a film', 'video/mp4', iso('isom'), {}],
    ['a film of a phone', 'video/quicktime', iso('qt  '), {}],
    ['a sound', 'audio/wav', latin('RIFF\x24\0\0\0WAVEfmt '), {}],
    ['an office document', 'application/msword', latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), {}],
    ['a tar archive', 'application/x-tar', latin(`${'a'.padEnd(257, '\0')}ustar`), {}],
    ['what nobody knows', 'application/octet-stream', latin('\x01\x02'), {}],
    ['text as a download', 'application/octet-stream', bytesOf('a\0b'), {}],
    ['text behind a byte order mark', 'text/plain', files.both(bom, bytesOf('x')), {}],
  ];
  test.each(cases)('%s', async (_what, mime, bytes, found) => {
    expect(await fileInspector.inspect(bytes, mime)).toEqual(found);
  });
});

describe('the inspector refuses', () => {
  const cases: [string, string, files.Bytes][] = [
    ['a PNG as a JPEG', 'image/jpeg', files.png()],
    ['a PNG as a drawing', 'image/svg+xml', files.png()],
    ['a drawing as a PNG', 'image/png', files.svg()],
    ['a picture that nobody knows', 'image/x-nobody-knows', files.png()],
    ['an archive as a picture', 'image/png', files.emptyZip()],
    ['gzip as a picture', 'image/png', files.both(bytesOf('\x1f'), new Uint8Array([0x8b, 8, 0]))],
    ['a PDF that begins later', 'application/pdf', files.both(bytesOf('\n'), files.pdf())],
    ['a page as a drawing', 'image/svg+xml', files.html()],
    [
      'a page with a drawing in it',
      'image/svg+xml',
      bytesOf('<html><svg xmlns="http://www.w3.org/2000/svg"/></html>'),
    ],
    [
      'other XML as a drawing',
      'image/svg+xml',
      bytesOf('<?xml version="1.0"?><rss version="2.0"/>'),
    ],
    ['an unfinished tag as a drawing', 'image/svg+xml', bytesOf('<svg xmlns="')],
    ['a document type that never ends', 'image/svg+xml', bytesOf('<?x?> <!DOCTYPE svg [>')],
    ['nothing but document types', 'image/svg+xml', bytesOf('<!DOCTYPE x>'.repeat(90_000))],
    ['nothing but comments', 'image/svg+xml', bytesOf('<!----> '.repeat(90_000))],
    ['nothing but open comments', 'image/svg+xml', bytesOf('<!--'.repeat(90_000))],
    ['nothing but spaces', 'image/svg+xml', bytesOf(' '.repeat(900_000))],
    ['nothing but open tags', 'image/svg+xml', bytesOf('<svg '.repeat(90_000))],
    ['UTF-16 as text', 'text/plain', files.utf16()],
    ['Latin-1 as text', 'text/plain', new Uint8Array(Buffer.from('Grüße', 'latin1'))],
    ['text with NUL', 'text/plain', bytesOf('a\0b')],
    ['nothing as a picture', 'image/png', new Uint8Array()],
    ['a type that is not sent', 'text/html', files.html()],
    ['a film as a song', 'audio/mpeg', iso('isom')],
    ['a photo as a film', 'video/mp4', iso('heic')],
    ['a sound as a film', 'video/x-msvideo', latin('RIFF\x24\0\0\0WAVEfmt ')],
    ['text as an archive', 'application/gzip', bytesOf('gzip')],
    ['half a signature', 'audio/flac', bytesOf('fLa')],
    ...(
      [
        ['a program of Windows', 'MZ\x90'],
        ['a program of Linux', '\x7fELF\x02'],
        ['a program of a Mac', '\xcf\xfa\xed\xfe'],
        ['a program for two processors', '\xca\xfe\xba\xbe'],
        ['a script', '#!/bin/sh'],
        ['a shortcut', 'L\0\0\0\x01\x14\x02\0'],
        ['an installer', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
        ['a package', '!<arch>\ndebian-binary'],
        ['an app of a phone', 'dex\n035'],
      ] as const
    ).map(([what, head]): [string, string, files.Bytes] => [
      `${what} as an unknown type`,
      'application/octet-stream',
      latin(head),
    ]),
  ];
  test.each(cases)('%s', async (_what, mime, bytes) => {
    expect(await fileInspector.inspect(bytes, mime)).toBe('other_type');
  });
});

test('a picture has no size if its header has none, or an impossible one', async () => {
  const none: [string, files.Bytes][] = [
    ['image/png', files.png(0, 5)],
    ['image/png', files.png(70_000, 5)],
    ['image/png', files.png(4_294_967_295, 4_294_967_295)],
    ['image/jpeg', files.jpeg().slice(0, 24)],
    ['image/gif', files.gif().slice(0, 7)],
    ['image/webp', files.webp().slice(0, 20)],
  ];
  for (const [mime, bytes] of none) expect(await fileInspector.inspect(bytes, mime)).toEqual({});
});

test('changed or truncated bytes cause no error', async () => {
  // A fixed sequence, so that a failure can be reproduced.
  let seed = 20_260_102;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const samples: [string, files.Bytes][] = [
    ['image/png', files.png()],
    ['image/jpeg', files.jpeg(6)],
    ['image/gif', files.gif()],
    ['image/webp', files.webp()],
    ['image/bmp', files.bmp()],
    [
      'image/avif',
      bytesOf(
        '\0\0\0 ftypavif\0\0\0\0avifmif1\0\0\0\x28meta\0\0\0\0\0\0\0\x1ciprp\0\0\0\x14ipco\0\0\0\0ispe',
      ),
    ],
    ['image/svg+xml', files.svg()],
    ['application/zip', files.zipBomb()],
  ];
  for (let round = 0; round < 2_000; round++) {
    const [mime, sample] = samples[round % samples.length] ?? ['', new Uint8Array()];
    const bytes = sample.slice(0, 1 + random(sample.length));
    for (let change = 0; change < 4; change++) bytes[random(bytes.length)] = random(256);
    const found = await fileInspector.inspect(bytes, mime);
    expect(found === 'other_type' || typeof found === 'object').toBe(true);
  }
});

test('any SVG prolog ends', async () => {
  const pieces = [
    '<?',
    '?>',
    '<!--',
    '-->',
    '<!DOCTYPE',
    '[',
    ']',
    '>',
    ' ',
    '"',
    "'",
    '<svg',
    'x',
  ];
  const document = fc.array(fc.constantFrom(...pieces), { maxLength: 60, size: 'max' });
  await fc.assert(
    fc.asyncProperty(document, async (parts) => {
      const found = await fileInspector.inspect(bytesOf(parts.join('')), 'image/svg+xml');
      expect(found === 'other_type' || typeof found === 'object').toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
