import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { networkOf, wideNetworkOf } from '#core/domain/address.ts';

describe('the network of an address', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7'],
    [' 192.0.2.7 ', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::ffff:c000:207', '192.0.2.7'],
    ['0:0:0:0:0:FFFF:C000:0207', '192.0.2.7'],
    ['::ffff:192.0.2.7%eth0', '192.0.2.7'],
    ['64:ff9b::192.0.2.7', '192.0.2.7'],
    ['2002:c000:207:1234::1', '192.0.2.7'],
    ['::1', '::/64'],
    ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002:0:0:0:1', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::1.2.3.4', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80::/64'],
    ['fe80::1%25en0', 'fe80::/64'],
    ['fe80::2', 'fe80::/64'],
  ])('is, for %s, %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  test('has no wider network for IPv4, and the /56 for IPv6', () => {
    expect(wideNetworkOf('::ffff:192.0.2.7')).toBe('192.0.2.7');
    expect(wideNetworkOf('2001:db8:1:2ff::1')).toBe('2001:db8:1:200::/56');
    expect(wideNetworkOf('2001:db8:1:200::1')).toBe('2001:db8:1:200::/56');
    expect(wideNetworkOf('2001:db8:1:300::1')).toBe('2001:db8:1:300::/56');
  });

  test('is the text itself for numbers and short forms, which are no addresses', () => {
    for (const text of [
      '',
      '127.1',
      '0x7f000001',
      '2130706433',
      '010.0.0.1',
      '192.0.2.7:80',
      '-',
    ]) {
      expect(networkOf(text)).toBe(text);
    }
  });

  test('is the same for all 2⁶⁴ addresses of a /64, however they are written', () => {
    const group = fc.integer({ min: 0, max: 0xffff });
    const tail = fc.tuple(group, group, group, group);
    fc.assert(
      fc.property(tail, fc.boolean(), (groups, isUpper) => {
        const text = `2001:db8:0:7:${groups.map((part) => part.toString(16)).join(':')}`;
        expect(networkOf(isUpper ? text.toUpperCase() : text)).toBe('2001:db8:0:7::/64');
      }),
    );
  });

  test('never throws and is never long', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 3_000, size: 'max' }), (text) => {
        expect(networkOf(text).length).toBeLessThanOrEqual(64);
        expect(wideNetworkOf(text).length).toBeLessThanOrEqual(64);
      }),
    );
    const zoned = `fe80::1%${'x'.repeat(56)}`;
    expect([zoned, `${zoned}x`].map(networkOf)).toEqual(['fe80::/64', zoned]);
    for (const text of [`fe80::1%${'x'.repeat(5_000)}`, `${'0'.repeat(5_000)}.1.1.1`]) {
      expect(networkOf(text).length).toBeLessThanOrEqual(64);
    }
  });
});
