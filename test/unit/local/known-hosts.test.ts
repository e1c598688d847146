import { describe, expect, test } from 'vitest';
import { makeKnowsHost } from '#local/gateway/known-hosts.ts';

const knows = makeKnowsHost(['chat.example', 'Box.Example'], null);

describe('the Host of a request', () => {
  test.each([
    undefined,
    'localhost',
    'localhost:3000',
    'LOCALHOST:3000',
    'localhost.',
    'parley.localhost:3000',
    '127.0.0.1:3000',
    '192.168.1.20:3000',
    '[::1]:3000',
    '[2001:db8::1]',
    'mybox:3000',
    'mybox.local',
    'mybox.lan:80',
    'mybox.internal',
    'mybox.home.arpa',
    'chat.example',
    'CHAT.example:443',
    'box.example.',
  ])('accepts %j', (host) => {
    expect(knows(host)).toBe(true);
  });

  test.each([
    'evil.example',
    'evil.example:3000',
    'chat.example.evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '127.0.0.1@evil.example',
    'evil.example/localhost',
    'x.chat.example',
    'local.evil.example',
    '',
    ':3000',
    'a:b:c',
    '[::1].evil.example',
  ])('refuses %j', (host) => {
    expect(knows(host)).toBe(false);
  });
});
