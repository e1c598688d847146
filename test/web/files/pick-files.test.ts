import { describe, expect, it } from 'vitest';
import { renamedTo, sendableType } from '#client/uploads/prepare/file-type.ts';
import { AttachmentType } from '#contracts/http/sending/sent-files.ts';
import { limits } from '#contracts/limits.ts';
import { pickFiles } from '#site/features/attachments/model/pick-files.ts';

const office = 'application/vnd.openxmlformats-officedocument';
const binary = new Uint8Array([0xff, 0xd8, 0, 1]);
const isBinary = (type: string): boolean => /^(video|image)|msdownload|pdf|zip/.test(type);
const file = (name: string, type: string, size = 3): File => {
  const made = new File([isBinary(type) ? binary : 'abc'], name, { type });
  Object.defineProperty(made, 'size', { value: size });
  return made;
};
const deps = {
  newId: () => 'id',
  measure: async () => ({ width: 40, height: 30 }),
  allowance: { maxBytes: limits.attachment.maxBytes, types: 'any' },
} as const;
const strict = { ...deps, allowance: { ...deps.allowance, types: 'strict' } } as const;

describe('the type of a file', () => {
  it.each([
    ['a.png', 'image/png', 'image/png'],
    ['a.heic', '', 'image/heic'],
    ['a.zip', 'application/x-zip-compressed', 'application/zip'],
    ['a.pdf', 'application/pdf', 'application/pdf'],
    ['notes.md', 'text/markdown', 'text/plain'],
    ['table.csv', 'text/csv;charset=utf-8', 'text/plain'],
    ['server.log', '', 'text/plain'],
    ['page.html', 'text/html', 'text/plain'],
  ])('of %s (%s) is %s', (name, type, expected) => {
    expect(sendableType({ name, type }, 'any')).toBe(expected);
    expect(sendableType({ name, type }, 'strict')).toBe(expected);
    expect(AttachmentType.parse(expected)).toBe(expected);
  });

  it.each([
    ['film.mp4', 'video/mp4', 'video/mp4'],
    ['film.webm', '', 'video/webm'],
    ['voice.webm', 'audio/webm', 'audio/webm'],
    ['song.mp3', 'audio/mp3', 'audio/mpeg'],
    ['song.m4a', 'audio/x-m4a', 'audio/mp4'],
    ['letter.docx', '', `${office}.wordprocessingml.document`],
    ['letter.doc', 'application/msword', 'application/msword'],
    ['a.tar', 'application/x-tar', 'application/x-tar'],
    ['a.rar', 'application/x-rar-compressed', 'application/vnd.rar'],
  ])('of %s (%s) is %s, unless the operator is strict', (name, type, expected) => {
    expect(sendableType({ name, type }, 'any')).toBe(expected);
    expect(AttachmentType.parse(expected)).toBe(expected);
    expect(sendableType({ name, type }, 'strict')).toBeNull();
  });

  it.each([
    ['setup.exe', 'application/x-msdownload'],
    ['save.gba', 'application/octet-stream'],
    ['index.ts', 'video/mp2t'],
    ['folder', ''],
  ])('of %s (%s) is unknown', (name, type) => {
    expect(sendableType({ name, type }, 'any')).toBeNull();
  });

  it('decides about the extension of a redrawn picture', () => {
    expect(renamedTo('IMG_1.HEIC', 'image/jpeg')).toBe('IMG_1.jpg');
    expect(renamedTo('IMG_1.JPEG', 'image/jpeg')).toBe('IMG_1.JPEG');
    expect(renamedTo('scan', 'image/jpeg')).toBe('scan.jpg');
    expect(renamedTo('v1.2.tiff', 'image/jpeg')).toBe('v1.2.jpg');
  });
});

describe('picking', () => {
  it('accepts files that can be sent, with the size of pictures that can be shown', async () => {
    const { picked, notices } = await pickFiles(
      [file('a.png', 'image/png'), file('b.pdf', 'application/pdf')],
      10,
      deps,
    );

    expect(picked.map((one) => one.file)).toMatchObject([
      { filename: 'a.png', mime: 'image/png', sizeBytes: 3, width: 40, height: 30 },
      { filename: 'b.pdf', mime: 'application/pdf', sizeBytes: 3 },
    ]);
    expect(picked[1]?.file.width).toBeUndefined();
    expect(notices).toEqual([]);
  });

  it('reports refused files with their reason, grouped by reason', async () => {
    const megabytes = 1024 * 1024;
    const given = [
      file('a.exe', 'application/x-msdownload'),
      file('b.mp4', 'video/mp4'),
      file('empty.txt', 'text/plain', 0),
      file('big.zip', 'application/zip', 11 * megabytes),
      file('big.jpg', 'image/jpeg', 11 * megabytes),
      file('huge.jpg', 'image/jpeg', 100 * megabytes),
    ];

    const { picked, notices } = await pickFiles(given, 10, strict);

    // A picture may still be scaled down.
    expect(picked.map((one) => one.file.filename)).toEqual(['big.jpg']);
    expect(notices).toEqual([
      { reason: 'runnable', names: ['a.exe'] },
      { reason: 'type', names: ['b.mp4'] },
      { reason: 'empty', names: ['empty.txt'] },
      { reason: 'too_big', names: ['big.zip', 'huge.jpg'], maxBytes: 10 * megabytes },
    ]);
  });

  it('accepts only as many files as there is room for', async () => {
    const given = ['a', 'b', 'c'].map((name) => file(`${name}.txt`, 'text/plain'));

    const { picked, notices } = await pickFiles(given, 2, deps);

    expect(picked.map((one) => one.file.filename)).toEqual(['a.txt', 'b.txt']);
    expect(notices).toEqual([{ reason: 'too_many', names: ['c.txt'] }]);
  });

  it.each([
    ['Makefile', ''],
    ['a.toml', ''],
    ['data.json', 'application/json'],
    ['conf.yaml', 'application/x-yaml'],
    ['a.sql', 'application/sql'],
    ['index.ts', 'video/mp2t'],
    ['main.rs', ''],
    ['build.sh', 'application/x-sh'],
    ['feed.xml', 'application/xml'],
    ['.gitignore', 'application/octet-stream'],
    ['notes', 'application/octet-stream'],
    ['Grüße.txt', 'text/plain'],
  ])('treats %s (%s) as text because of its bytes', async (name, type) => {
    const given = new File(['# Grüße 🎈\n'], name, { type });

    const { picked, notices } = await pickFiles([given], 10, deps);

    expect(notices).toEqual([]);
    expect(picked.map((one) => one.file)).toMatchObject([{ filename: name, mime: 'text/plain' }]);
  });

  it.each([
    ['no text that says it is', 'a.csv', 'text/csv', new Uint8Array([0x47, 0xfc]), 'not_text'],
    ['UTF-16', 'a.txt', 'text/plain', new Uint8Array([0xff, 0xfe, 0x47, 0]), 'not_text'],
    ['NUL in a text', 'a.log', '', 'a\0b', 'not_text'],
    ['a text that breaks off in a letter', 'a.txt', '', new Uint8Array([0x47, 0xc3]), 'not_text'],
    ['bytes without a type', 'data.bin', '', new Uint8Array([0xff]), 'type'],
    ['a shortcut that looks like a picture', 'shot.png.lnk', '', 'x', 'runnable'],
    ['a script', 'photo\u202egpj.bat', 'image/jpeg', 'x', 'runnable'],
    ['a program that says it is an archive', 'setup.exe', 'application/zip', 'PK', 'runnable'],
    ['an empty text', 'Makefile', '', '', 'empty'],
  ] as const)(
    'refuses %s if the operator is strict: %s',
    async (_what, name, type, content, reason) => {
      const given = new File([content], name, { type });
      const { picked, notices } = await pickFiles([given], 10, strict);

      expect(picked).toEqual([]);
      expect(notices).toEqual([{ reason, names: [name] }]);
    },
  );

  const latin = (content: string) => new Uint8Array(Buffer.from(content, 'latin1'));
  it.each([
    ['a table in Latin-1', 'a.csv', 'text/csv', 'G\xfc', 'application/octet-stream', 'a.csv'],
    ['bytes without a type', 'data', '', '\xff', 'application/octet-stream', 'data'],
    ['a film', 'a.mp4', 'video/mp4', '\0\0\0 ftypisom', 'video/mp4', 'a.mp4'],
    ['text that says it is a film', 'a.mp4', 'video/mp4', 'x', 'text/plain', 'a.mp4.txt'],
    [
      'bytes that say they are a film',
      'a.mp4',
      '',
      '\xff',
      'application/octet-stream',
      'a.mp4.bin',
    ],
  ])('accepts %s by its bytes', async (_what, name, type, content, mime, filename) => {
    const { picked } = await pickFiles([new File([latin(content)], name, { type })], 10, deps);

    expect(picked.map((one) => one.file)).toMatchObject([{ mime, filename }]);
  });

  it.each([
    ['a program of Windows', 'MZ\x90'],
    ['a program of Linux', '\x7fELF\xff'],
  ])('refuses %s by its bytes', async (_what, content) => {
    const { picked, notices } = await pickFiles(
      [new File([latin(content), '\0'], 'data')],
      10,
      deps,
    );

    expect(picked).toEqual([]);
    expect(notices).toEqual([{ reason: 'runnable', names: ['data'] }]);
  });

  it('sends a text over 10 MB as a file of an unknown type', async () => {
    const given = file('big.log', 'text/plain', limits.attachment.checkedBytes + 1);
    const allowance = { maxBytes: 1e8, types: 'any' } as const;

    const { picked } = await pickFiles([given], 10, { ...deps, allowance });

    expect(picked.map((one) => one.file.mime)).toEqual(['application/octet-stream']);
  });

  it('accepts a text whose chunks split a character', async () => {
    const long = `x${'ü'.repeat(700_000)}`;
    const { notices } = await pickFiles([new File([long], 'a.txt')], 10, deps);
    expect(notices).toEqual([]);
  });

  it('chooses a name that any system can save', async () => {
    const given = [
      new File(['%PDF-'], 'a\u202eb.pdf ', { type: 'application/pdf' }),
      new File([binary], 'photo.xyz', { type: 'image/png' }),
      new File(['x'], '12:30.txt', { type: 'text/plain' }),
    ];
    const { picked } = await pickFiles(given, 10, deps);
    expect(picked.map((one) => one.file.filename)).toEqual([
      'ab.pdf',
      'photo.xyz.png',
      '12_30.txt',
    ]);
  });
});
