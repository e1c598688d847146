import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { isTrustList, makeIsTrusted, makePeerOf } from '#local/gateway/peer.ts';

const peerOf = (
  trusted: string[],
  remoteAddress: string | undefined,
  headers: Record<string, string> = {},
  isTls = false,
) => {
  const request = { headers: { host: 'inside:3000', ...headers }, socket: { remoteAddress } };
  return makePeerOf(makeIsTrusted(trusted), isTls)(request as unknown as IncomingMessage);
};

describe('without a trusted proxy', () => {
  test('the address of the connection is used, whatever the headers', () => {
    const peer = peerOf([], '203.0.113.7', {
      'x-forwarded-for': '198.51.100.1',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'evil.example',
    });
    expect(peer).toMatchObject({
      address: '203.0.113.7',
      isHttps: false,
      host: 'inside:3000',
      isProxied: false,
      isLoopback: false,
    });
  });

  test('headers of a sender other than the proxy are ignored', () => {
    const headers = { 'x-forwarded-for': '198.51.100.1', 'x-forwarded-proto': 'https' };
    const peer = peerOf(['10.0.0.0/8'], '203.0.113.7', headers);
    expect([peer.address, peer.isHttps]).toEqual(['203.0.113.7', false]);
  });

  test('this machine is recognised by every form of its address', () => {
    for (const address of ['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1']) {
      expect(peerOf([], address).isLoopback, address).toBe(true);
    }
    expect(peerOf([], undefined).isLoopback).toBe(false);
  });
});

describe('behind a trusted proxy', () => {
  const proxy = ['127.0.0.1', '10.0.0.0/8'];
  const addressOf = (forwarded: string) =>
    peerOf(proxy, '127.0.0.1', { 'x-forwarded-for': forwarded }).address;

  test('the address is the first from the right that is not a trusted proxy', () => {
    expect(addressOf('203.0.113.7')).toBe('203.0.113.7');
    expect(addressOf('198.51.100.1, 203.0.113.7')).toBe('203.0.113.7');
    expect(addressOf('203.0.113.7, 10.1.2.3')).toBe('203.0.113.7');
    expect(addressOf('127.0.0.1, 203.0.113.7')).toBe('203.0.113.7');
    expect(addressOf('2001:db8::1')).toBe('2001:db8::1');
  });

  test('a hop may have a port, also one of a trusted proxy', () => {
    expect(addressOf('203.0.113.7:55')).toBe('203.0.113.7');
    expect(addressOf('[2001:db8::1]:55')).toBe('2001:db8::1');
    expect(addressOf('[2001:db8::1]')).toBe('2001:db8::1');
    expect(addressOf('198.51.100.1, 203.0.113.7:55, 10.1.2.3:8080')).toBe('203.0.113.7');
  });

  test.each([
    ['nothing', ''],
    ['words', 'unknown, secret'],
    ['commas', ',,,'],
    ['a port without an address', ':55'],
    ['an IPv6 address with half a bracket', '[2001:db8::1'],
    ['a name in brackets', '[chat.example]:55'],
    ['a header that came twice', '\u0000, \u0000'],
    ['more than anybody sends', `${'x, '.repeat(5_000)}y`],
  ])('%s is not an address: the proxy’s own address is used', (_what, forwarded) => {
    expect(addressOf(forwarded)).toBe('127.0.0.1');
  });

  test('scheme and host are those that the last proxy sends', () => {
    const peer = peerOf(proxy, '127.0.0.1', {
      'x-forwarded-proto': 'http, https',
      'x-forwarded-host': 'evil.example, chat.example',
    });
    expect([peer.isHttps, peer.host, peer.isProxied]).toEqual([true, 'chat.example', true]);
  });

  test.each(['https:', 'HTTPS; x', 'ftp', 'javascript'])('%j is not a scheme', (scheme) => {
    expect(peerOf(proxy, '127.0.0.1', { 'x-forwarded-proto': scheme }).isHttps).toBe(false);
  });

  test('an invalid forwarded host is ignored', () => {
    for (const host of ['a b', 'x/y', '<script>', '']) {
      expect(peerOf(proxy, '127.0.0.1', { 'x-forwarded-host': host }).host).toBe('inside:3000');
    }
  });

  test('a list has addresses, networks and ranges', () => {
    expect(isTrustList(['127.0.0.1', '10.0.0.0/8', 'loopback', '2001:db8::/32'])).toBe(true);
    expect(isTrustList(['chat.example'])).toBe(false);
    expect(isTrustList(['10.0.0.0/99'])).toBe(false);
    expect(isTrustList([''])).toBe(false);
  });
});
