import { describe, expect, it } from 'vitest';
import { failuresIn } from '#scripts/test/failures.ts';

const assertion = (fullName: string, status: string, failureMessages: string[] = []) => ({
  fullName,
  status,
  failureMessages,
});

describe('the failures of a report', () => {
  it('name a failed test of Vitest, and the first lines of its error without colours', () => {
    const lines = Array.from({ length: 20 }, (_, line) => `line ${line}`).join('\n');
    const report = JSON.stringify({
      testResults: [
        {
          name: `${process.cwd()}/test/a.test.ts`,
          status: 'failed',
          message: '',
          assertionResults: [
            assertion('sends a message', 'passed'),
            assertion('sends it once', 'failed', [`\u001b[31mError\u001b[39m: ${lines}`]),
          ],
        },
      ],
    });
    const [failure, ...others] = failuresIn(report);
    expect(others).toEqual([]);
    expect(failure?.name).toBe('test/a.test.ts > sends it once');
    expect(failure?.error.split('\n')).toHaveLength(12);
    expect(failure?.error).toMatch(/^Error: line 0\nline 1\n/);
  });

  it('name a file that could not be loaded', () => {
    const report = JSON.stringify({
      testResults: [
        {
          name: 'test/b.test.ts',
          status: 'failed',
          message: 'no such module',
          assertionResults: [],
        },
      ],
    });
    expect(failuresIn(report)).toEqual([{ name: 'test/b.test.ts', error: 'no such module' }]);
  });

  it('name a failed test of Playwright at any depth', () => {
    const spec = (ok: boolean) => ({
      title: ok ? 'opens' : 'closes',
      file: 'c.spec.ts',
      line: 7,
      ok,
      tests: [{ results: [{}, { error: { message: 'timed out' } }] }],
    });
    const report = JSON.stringify({
      suites: [{ specs: [], suites: [{ specs: [spec(true), spec(false)] }] }],
    });
    expect(failuresIn(report)).toEqual([{ name: 'c.spec.ts:7 > closes', error: 'timed out' }]);
  });

  it('are none in a report of counts only', () => {
    expect(failuresIn('{"passed":3,"failed":1,"skipped":0}')).toEqual([]);
  });
});
