import { expect, test } from 'vitest';
import { shortAddress } from '#core/domain/address.ts';
import { deviceOf } from '#core/domain/device.ts';

const chrome = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';
const safari = 'AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0';

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0', 'Firefox, Linux'],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome}`, 'Chrome, Windows'],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome} Edg/141.0.0.0`, 'Edge, Windows'],
  [`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${safari} Safari/605.1.15`, 'Safari, macOS'],
  [
    `Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) ${safari} Mobile/15E148 Safari/604.1`,
    'Safari, iPhone',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 CriOS/141.0 Mobile Safari/604.1',
    'Chrome, iPhone',
  ],
  [`Mozilla/5.0 (Linux; Android 10; K) ${chrome}`, 'Chrome, Android'],
  ['Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 Chrome/141.0', 'Chrome, ChromeOS'],
  ['curl/8.5.0', 'curl'],
  ['python-requests/2.32.3', 'python-requests'],
  ['node', 'node'],
  ['Mozilla/5.0 (compatible; nothing)', ''],
  ['<script>alert(1)</script>', ''],
  ['\u202Egpj.bat', ''],
  ['x'.repeat(10_000), 'x'.repeat(60)],
  [' curl/8.5.0', 'curl'],
  ['8.5', '8.5'],
  ['-curl', ''],
  ['curl Mozilla/5.0', 'curl'],
  ['curl Mozilla/', 'curl'],
  ['curl/8.5.0 (as Firefox/153.0 on Linux)', 'curl'],
  [`Mozilla/5.0 (X11; Linux)${' '.repeat(476)}Firefox/153.0`, ''],
  ['Mozilla/5.0 Firefox/153.0', 'Firefox'],
  ['', ''],
  [undefined, ''],
])('the device of %j is %j', (userAgent, device) => {
  expect(deviceOf(userAgent)).toBe(device);
});

test.each([
  ['203.0.113.77', '203.0.113.0/24'],
  ['::ffff:203.0.113.77', '203.0.113.0/24'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
  ['::1', '::/48'],
  [' 203.0.113.77 ', '203.0.113.0/24'],
  ['2001:db8:1:ffff::1', '2001:db8:1::/48'],
  ['no address', ''],
])('the address %s is stored as %j', (address, short) => {
  expect(shortAddress(address)).toBe(short);
});
