import { describe, expect, it } from 'vitest';
import { ownPath } from '#site/lib/own-path.ts';

const origin = 'https://parley.example';
const asked = (query: string): string => ownPath(new URLSearchParams(query).get('next'), origin);

describe('the path of a link after sign-in', () => {
  it.each([
    ['next=/c/1?at=2%23end', '/c/1?at=2#end'],
    ['next=/settings', '/settings'],
    ['next=%2Fc%2F1', '/c/1'],
    ['next=/c/..%2Fsettings', '/settings'],
    ['next=/c/1&next=https://evil.example', '/c/1'],
  ])('%s is followed', (query, path) => expect(asked(query)).toBe(path));

  it.each([
    '',
    'next=',
    'next=//evil.example',
    'next=%2F%2Fevil.example',
    'next=/%5Cevil.example',
    'next=/%5C/evil.example',
    'next=%5C%5Cevil.example',
    'next=/%09/evil.example',
    'next=/%0A/evil.example',
    'next=/%0D%0A%5Cevil.example',
    'next=%20//evil.example',
    'next=javascript:alert(1)',
    'next=https:evil.example',
    'next=https://evil.example/',
    'next=data:text/html,x',
    'next=%252F%252Fevil.example',
    'next=settings',
    'next=/.//evil.example',
    'next=/..//evil.example',
    'next=/c/..//evil.example',
    'next=/.%5C%5Cevil.example',
    'next=/%2e//evil.example',
    'next=//evil.example&next=/settings',
    `next=/${'a'.repeat(5_000)}`,
  ])('%s leads to the list', (query) => expect(asked(query)).toBe('/'));

  it('stays on this origin if another part is encoded twice', () => {
    expect(asked('next=/%252F%252Fevil.example')).toBe('/%2F%2Fevil.example');
  });
});
