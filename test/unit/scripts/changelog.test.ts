import { describe, expect, it } from 'vitest';
import { isLater, notesOf, withVersion } from '#scripts/release/changelog.ts';

const changelog = `# Changelog

## Unreleased

### Added

- A thing.

## 0.1.0 - 2026-11-26

First version.
`;

describe('a release', () => {
  it('moves unreleased notes under its version, and leaves an empty heading for the next', () => {
    const released = withVersion(changelog, '0.2.0', '2026-12-01');

    expect(released).toContain(
      '## Unreleased\n\n## 0.2.0 - 2026-12-01\n\n### Added\n\n- A thing.\n\n## 0.1.0',
    );
    expect(notesOf(released, '0.2.0')).toBe('### Added\n\n- A thing.');
    expect(notesOf(released, '0.1.0')).toBe('First version.');
    expect(() => withVersion(released, '0.3.0', '2026-12-02')).toThrow(
      'nothing under "Unreleased"',
    );
  });

  it('happens once, and has notes only if the changelog has them', () => {
    expect(() => withVersion(changelog, '0.1.0', '2026-12-01')).toThrow(
      'has version 0.1.0 already',
    );
    expect(() => notesOf(changelog, '0.1')).toThrow('has no version 0.1');
  });

  it.each([
    ['0.1.1', '0.1.0', true],
    ['0.10.0', '0.9.9', true],
    ['1.0.0', '0.99.99', true],
    ['0.1.0', '0.1.0', false],
    ['0.0.9', '0.1.0', false],
    ['1.0.0', '1.0.1', false],
  ])('%s after %s: %s', (next, current, later) => {
    expect(isLater(next, current)).toBe(later);
  });

  it.each(['1.2', 'v1.2.3', '1.2.3-rc.1', '01.2.3', ''])('refuses "%s" as a version', (version) => {
    expect(() => isLater(version, '0.1.0')).toThrow('--version must be like 1.2.3');
  });
});
