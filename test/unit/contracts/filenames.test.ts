import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endingOf, isNameOf, safeName, splitName } from '#contracts/filenames.ts';
import { createAttachment } from '#contracts/http/attachments.ts';
import { Filename, SentFiles } from '#contracts/http/sending/sent-files.ts';

const types = [
  'image/png',
  'image/jpeg',
  'image/heic',
  'image/svg+xml',
  'application/pdf',
  'application/zip',
  'text/plain',
];
const takes = (filename: string, mime: string): boolean =>
  isNameOf(filename, mime) &&
  createAttachment.body.schema.safeParse({ filename, mime, size_bytes: 1 }).success;

describe('accepts the name', () => {
  test.each([
    ['photo.jpg', 'image/jpeg'],
    ['PHOTO.JPEG', 'image/jpeg'],
    ['a.pdf.png', 'image/png'],
    ['Größe "x" 🎈 <3 | 100%?*.png', 'image/png'],
    ['Cafe\u0301.pdf', 'application/pdf'],
    ['می\u200cخواهم.pdf', 'application/pdf'],
    ['क्\u200dष.txt', 'text/plain'],
    [
      '👩🏽\u200d💻 ❤️\u200d🔥 1️⃣ 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}.zip',
      'application/zip',
    ],
    ['葛\u{e0100}城.txt', 'text/plain'],
    ['שלום.pdf', 'application/pdf'],
    ['Bildschirmfoto 2026-11-28 um 10.15.32', 'image/png'],
    ['report v2.1', 'application/pdf'],
    ['letter.docx', 'application/zip'],
    ['song.MP3', 'audio/mpeg'],
    ['talk.opus', 'audio/ogg'],
    ['save.gba', 'application/octet-stream'],
    ['notes.txt', 'application/octet-stream'],
    ['notes.rtf', 'text/plain'],
    ['Makefile', 'text/plain'],
    ['.gitignore', 'text/plain'],
    ['Cargo.toml', 'text/plain'],
    ['data.json', 'text/plain'],
    ['conf.yaml', 'text/plain'],
    ['a.sql', 'text/plain'],
    ['main.rs', 'text/plain'],
    ['index.ts', 'text/plain'],
    ['build.sh', 'text/plain'],
    ['page.html', 'text/plain'],
    ['id.key', 'text/plain'],
    ['console.txt', 'text/plain'],
    ['file', 'image/png'],
    ['❤\ufe0f', 'image/png'],
  ])('%s as %s', (filename, mime) => {
    expect(takes(filename, mime)).toBe(true);
    expect(safeName(filename, mime)).toBe(filename);
  });
});

describe('refuses a name for any type', () => {
  test.each([
    ['an override', 'invoice\u202efdp.zip'],
    ['an override before the ending', 'photo\u202egpj.bat'],
    ['an isolate', 'a\u2066b.zip'],
    ['a mark of direction', 'a\u200e.zip'],
    ['an Arabic letter mark', 'a\u061c.zip'],
    ['a zero-width space', 'a\u200b.zip'],
    ['a byte order mark', '\ufeffa.zip'],
    ['a word joiner', 'a\u2060b.zip'],
    ['a soft hyphen', 'a\u00adb.zip'],
    ['a Hangul filler', 'a\u3164b.zip'],
    ['a joiner at the end of a stem', 'a\u200d.zip'],
    ['a joiner before a space', 'a\u200c b.zip'],
    ['two joiners', 'a\u200d\u200db.zip'],
    ['tags without a flag', 'a\u{e0061}\u{e0062}.zip'],
    ['a row of variation selectors', 'a\ufe0f\ufe0f\ufe0f.zip'],
    ['a line separator', 'a\u2028b.zip'],
    ['a paragraph separator', 'a\u2029b.zip'],
    ['a line end', 'a\nb.zip'],
    ['spaces alone', '\u00a0'],
    ['an ideographic space alone', '\u3000'],
    ['an empty Braille pattern', '\u2800'],
    ['a space before', ' a.zip'],
    ['a space behind', 'a.zip '],
    ['a no-break space behind', 'a.zip\u00a0'],
    ['a dot behind', 'a.zip.'],
    ['an empty Braille pattern behind', 'photo.png\u2800'],
    ['a note without a head behind a program', 'a.exe\u{1d159}'],
    ['a lost object behind', 'a.zip\ufffc'],
    ['this folder', '.'],
    ['the folder above', '..'],
    ['a path', 'a/b.zip'],
    ['a path upwards', '../../a.zip'],
    ['a path of Windows', 'C:\\a.zip'],
    ['another stream', 'a.txt:b.exe'],
    ['the first stream', 'setup.exe::$DATA'],
    ['a device', 'CON'],
    ['a device with an ending', 'nul.txt'],
    ['a device with two endings', 'Com1.tar.zip'],
    ['a clock', 'CLOCK$.txt'],
    ['a device by superscript', 'LPT².zip'],
    ['a device and a space', 'aux .txt'],
    ['a program', 'setup.exe'],
    ['a program in capitals', 'SETUP.EXE'],
    ['a program behind a document', 'a.pdf.exe'],
    ['a shortcut behind a picture', 'shot.png.lnk'],
    ['a program far behind', `photo.jpg${' '.repeat(80)}.scr`],
    ['a script', 'a.js'],
    ['a program of a Mac', 'a.command'],
    ['a program of a Linux desktop', 'a.desktop'],
    ['a program in full width', 'setup．ｅｘｅ'],
    ['a program behind a leader', 'setup\u2024exe'],
    ['a program without a stem', '.exe'],
    ['a document with macros', 'a.docm'],
    ['a setup of drivers', 'autorun.inf'],
    ['an installer by its address', 'a.appinstaller'],
    ['an app of Linux by its address', 'a.flatpakref'],
    ['a script without a window', 'a.pyw'],
  ])('%s: %j', (_what, filename) => {
    for (const mime of types) {
      const parsed = createAttachment.body.schema.safeParse({ filename, mime, size_bytes: 1 });
      expect(parsed.error?.issues.map(({ path }) => path)).toEqual([['filename']]);
      const sent = SentFiles.safeParse([{ filename, mime, bytes: new Uint8Array(1) }]);
      expect(sent.error?.issues.map(({ path }) => path)).toEqual([[0, 'filename']]);
    }
  });
});

describe('requires an extension that fits the type', () => {
  test.each([
    ['photo.png', 'image/jpeg'],
    ['photo.zip', 'image/png'],
    ['photo.html', 'image/png'],
    ['photo.xyz', 'image/png'],
    ['photo.jpg', 'application/zip'],
    ['a.pdf', 'application/zip'],
    ['page.html', 'application/pdf'],
    ['a.txt', 'application/pdf'],
    ['a.png', 'text/plain'],
    ['a.PDF', 'text/plain'],
    ['a.docx', 'text/plain'],
    ['a.mp4', 'text/plain'],
    ['a.mp4', 'application/octet-stream'],
    ['a.png', 'application/octet-stream'],
    ['a.mp3', 'audio/ogg'],
    ['a.doc', 'application/zip'],
  ])('%s is not an extension of %s', (filename, mime) => {
    expect(Filename.safeParse(filename).success).toBe(true);
    expect(takes(filename, mime)).toBe(false);
    expect(takes(safeName(filename, mime), mime)).toBe(true);
  });
});

test.each([
  ['photo\u202egpj.bat', 'image/jpeg', 'photogpj.bat.jpg'],
  ['IMG_1.HEIC', 'image/jpeg', 'IMG_1.jpg'],
  ['photo.xyz', 'image/png', 'photo.xyz.png'],
  ['../../etc/passwd', 'text/plain', '.._.._etc_passwd'],
  ['12:30.txt', 'text/plain', '12_30.txt'],
  ['nul.txt', 'text/plain', '_nul.txt'],
  ['\u00a0', 'text/plain', 'file'],
  ['...', 'application/pdf', 'file'],
  ['a.pdf. . ', 'application/pdf', 'a.pdf'],
  [`${'é'.repeat(300)}.jpeg`, 'image/jpeg', `${'é'.repeat(250)}.jpeg`],
])('%j of type %s is saved as %s', (filename, mime, expected) => {
  expect(safeName(filename, mime)).toBe(expected);
});

test.each([
  ['a.tar.gz', 'a.tar', '.gz'],
  ['.gitignore', '.gitignore', ''],
  ['Dr. Who', 'Dr. Who', ''],
  ['v2.1', 'v2.1', ''],
  ['حساب.pdf', 'حساب', '.pdf'],
])('%s is shown as the parts %s and %s', (filename, stem, ending) => {
  expect(splitName(filename)).toEqual({ stem, ending });
});

const piece = fc.constantFrom(
  ...'abe. \u00a0\u200b\u200c\u200d\u202e\u2066\ufe0f/\\:\u2800．ｅ\u3002'.split(''),
  '👩',
  '.exe',
  '.png',
  '.jpg',
  'con',
  '\ud800',
  '\u0000',
);
const anyName = fc.oneof(
  fc.array(piece, { maxLength: 400, size: 'max' }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 400, size: 'max' }),
);

test('any name is turned into an accepted one, which then stays the same', () => {
  fc.assert(
    fc.property(anyName, fc.constantFrom(...types), (name, mime) => {
      const safe = safeName(name, mime);

      expect(takes(safe, mime)).toBe(true);
      expect(safeName(safe, mime)).toBe(safe);
    }),
    { numRuns: 1_000 },
  );
});

test('an accepted name is not changed, and its parts add up to it', () => {
  fc.assert(
    fc.property(anyName, fc.constantFrom(...types), (name, mime) => {
      const { stem, ending } = splitName(name);
      expect(stem + ending).toBe(name);
      if (!takes(name, mime)) return;
      expect(safeName(name, mime)).toBe(name);
      expect(isNameOf(name, mime)).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

test('the extension is the one that systems use, however it is written', () => {
  for (const name of [
    'a.exe\u2800',
    'a.exe\ufffc. ',
    'a.EXE',
    'a.exe.',
    'a.exe  ',
    'a.e\u200bxe',
    'a．exe',
    'a\u3002exe',
  ]) {
    expect(endingOf(name)).toBe('exe');
  }
});

test('a very long name is checked quickly, whatever its characters', () => {
  const started = performance.now();
  for (const piece of ['.', ' ', '\u3002', '\u2800', '\u200d', '\ufe0f', '\u{e0061}', 'a.', '/']) {
    const filename = `${piece.repeat(100_000 / piece.length)}a`;
    expect(
      createAttachment.body.schema.safeParse({ filename, mime: 'image/png', size_bytes: 1 })
        .success,
    ).toBe(false);
    endingOf(filename);
  }
  // A pattern with quadratic time would need 100 s for each.
  expect(performance.now() - started).toBeLessThan(10_000);
});
