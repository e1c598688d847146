import { describe, expect, it } from 'vitest';
import { AttachmentType, Filename } from '../../functions/contracts/http/attachments.ts';
import {
  renamedTo,
  sendableName,
  sendableType,
} from '../../web/src/features/attachments/model/file-type.ts';
import { pickFiles } from '../../web/src/features/attachments/model/pick-files.ts';

const file = (name: string, type: string, size = 3): File => {
  const made = new File(['abc'], name, { type });
  Object.defineProperty(made, 'size', { value: size });
  return made;
};
const deps = {
  newId: () => 'id',
  measure: async () => ({ width: 40, height: 30 }),
};

describe('what can be sent', () => {
  it.each([
    ['a.png', 'image/png', 'image/png'],
    ['a.heic', '', 'image/heic'],
    ['a.zip', 'application/x-zip-compressed', 'application/zip'],
    ['a.pdf', 'application/pdf', 'application/pdf'],
    ['notes.md', 'text/markdown', 'text/plain'],
    ['table.csv', 'text/csv;charset=utf-8', 'text/plain'],
    ['server.log', '', 'text/plain'],
    ['page.html', 'text/html', 'text/plain'],
  ])('%s (%s) goes as %s', (name, type, expected) => {
    expect(sendableType({ name, type })).toBe(expected);
    expect(AttachmentType.parse(expected)).toBe(expected);
  });

  it.each([
    ['setup.exe', 'application/x-msdownload'],
    ['film.mp4', 'video/mp4'],
    ['letter.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['folder', ''],
  ])('%s (%s) does not', (name, type) => {
    expect(sendableType({ name, type })).toBeNull();
  });

  it.each([
    ['photo.jpg', 'photo.jpg'],
    ['  spaced.txt ', 'spaced.txt'],
    ['tab\there\n.txt', 'tabhere.txt'],
    ['\u0007', 'file'],
    [`${'é'.repeat(300)}.jpeg`, `${'é'.repeat(250)}.jpeg`],
    ['\ud800.txt', '\ufffd.txt'],
  ])('a name is one that the server takes: %j', (name, expected) => {
    expect(sendableName(name)).toBe(expected);
    expect(Filename.parse(sendableName(name))).toBe(expected);
  });

  it('a picture that was drawn anew has the ending of its new type', () => {
    expect(renamedTo('IMG_1.HEIC', 'image/jpeg')).toBe('IMG_1.jpg');
    expect(renamedTo('IMG_1.JPEG', 'image/jpeg')).toBe('IMG_1.JPEG');
    expect(renamedTo('scan', 'image/jpeg')).toBe('scan.jpg');
    expect(renamedTo('v1.2.tiff', 'image/jpeg')).toBe('v1.2.jpg');
  });
});

describe('picking', () => {
  it('takes what can be sent, with the size of what can be shown', async () => {
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

  it('says what was not taken and why, together by reason', async () => {
    const megabytes = 1024 * 1024;
    const given = [
      file('a.exe', 'application/x-msdownload'),
      file('b.mp4', 'video/mp4'),
      file('empty.txt', 'text/plain', 0),
      file('big.zip', 'application/zip', 11 * megabytes),
      file('big.jpg', 'image/jpeg', 11 * megabytes),
      file('huge.jpg', 'image/jpeg', 100 * megabytes),
    ];

    const { picked, notices } = await pickFiles(given, 10, deps);

    // A picture may still become smaller.
    expect(picked.map((one) => one.file.filename)).toEqual(['big.jpg']);
    expect(notices).toEqual([
      { reason: 'type', names: ['a.exe', 'b.mp4'] },
      { reason: 'empty', names: ['empty.txt'] },
      { reason: 'too_big', names: ['big.zip', 'huge.jpg'] },
    ]);
  });

  it('takes no more than there is room for', async () => {
    const given = ['a', 'b', 'c'].map((name) => file(`${name}.txt`, 'text/plain'));

    const { picked, notices } = await pickFiles(given, 2, deps);

    expect(picked.map((one) => one.file.filename)).toEqual(['a.txt', 'b.txt']);
    expect(notices).toEqual([{ reason: 'too_many', names: ['c.txt'] }]);
  });
});
