import { describe, expect, test } from 'vitest';
import { limits } from '#contracts/limits.ts';
import { parseMultipart } from '#functions/runtime/multipart.ts';

const type = 'multipart/form-data; boundary=b';
const field = (name: string, value: string): string =>
  `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const fileHead = '--b\r\ncontent-disposition: form-data; name="files[]"; filename="x"\r\n\r\n';
const end = '--b--\r\n';
const parse = (body: string, contentType = type) => parseMultipart(contentType, Buffer.from(body));

const large = limits.body.multipartBytes;
const filled = (piece: string): string => piece.repeat(Math.ceil(large / piece.length));

describe('a form', () => {
  test('has its fields and files in order', async () => {
    const form = await parse(`${field('content', 'Hello')}${fileHead}bytes\r\n${end}`);

    expect(form?.fields).toEqual([['content', 'Hello']]);
    expect(form?.files.map(({ bytes }) => String(bytes))).toEqual(['bytes']);
  });

  test('may have a file that looks like boundaries', async () => {
    const bytes = filled('\r\n--a');
    const form = await parse(`${fileHead}${bytes}\r\n${end}`);
    expect(form?.files[0]?.bytes).toEqual(Buffer.from(bytes));
  });

  test.each([
    ['no bytes', ''],
    ['no end', field('content', 'Hello')],
    ['a file that is cut off', `${fileHead}bytes`],
    ['a file under another name', `${fileHead.replace('files[]', 'other')}bytes\r\n${end}`],
    ['more parts than any of ours', field('content', 'x').repeat(51) + end],
  ])('is refused with %s', async (_what, body) => {
    expect(await parse(body)).toBeNull();
  });

  test('is refused with a boundary longer than RFC 2046 allows', async () => {
    const boundary = 'b'.repeat(71);
    const body = `${field('content', 'x')}--b--`.replaceAll('--b', `--${boundary}`);
    expect(await parse(body, `multipart/form-data; boundary=${boundary}`)).toBeNull();
    expect(await parse(body, `multipart/form-data; boundary="${boundary}"`)).toBeNull();
  });
});

test.each([
  ['empty parts', filled('--b\r\n\r\n\r\n')],
  ['parts without a blank line', filled('--b\r\n\r\n')],
  ['parts without a name', filled('--b\r\ncontent-disposition: form-data\r\n\r\nx\r\n')],
  ['fields', filled(field('content', 'x'))],
  ['headers', `--b\r\n${filled('a: b\r\n')}`],
  ['one header', `--b\r\na: ${filled('b')}`],
  ['a preamble', filled('\r\n--')],
  ['an epilogue', `${field('content', 'x')}${end}${filled('\r\n--b')}`],
])('4 MB of %s cost little processor time', async (_what, body) => {
  const bytes = Buffer.from(body);
  const before = process.cpuUsage();

  await parseMultipart(type, bytes);

  const { user, system } = process.cpuUsage(before);
  // 10 to 80 ms on an idle machine; a parser that ignores its limits takes 5 s and more.
  expect((user + system) / 1_000).toBeLessThan(1_000);
});
