import { expect, test } from 'vitest';
import { proveFactor } from '#contracts/http/factor/factor.ts';

const problemsOf = (body: unknown): string[] => {
  const { error } = proveFactor.body.schema.safeParse(body);
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
};

const rule = ': must have `code`, a text, or `passkey`, what the browser has signed';

test.each<[string, unknown, string[]]>([
  ['nothing', {}, [rule]],
  ['no text', { code: null }, [rule]],
  ['a passkey without its parts', { passkey: {} }, [rule]],
  ['a list', [], [rule]],
  ['an empty code', { code: '' }, ['code: must be 1 to 64 characters long']],
])('a proof with %s is refused with the rule that it breaks', (_, body, problems) => {
  expect(problemsOf(body)).toEqual(problems);
});
