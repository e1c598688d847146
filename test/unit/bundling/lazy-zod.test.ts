import { describe, expect, it } from 'vitest';
import * as zod from 'zod';
import * as z from '../../../lib/bundling/lazy-zod.ts';

/** The same schema by zod and by its stand-in. */
const schemas = (made: typeof zod) => {
  const note = made
    .string()
    .trim()
    .min(1)
    .max(20)
    .meta({ examples: ['x'] });
  const person = made.object({
    id: made.uuid(),
    name: note.optional(),
    kind: made.enum(['one', 'two']).default('one'),
    at: made.iso.datetime().nullable(),
    tags: made.array(note),
  });
  return {
    person,
    wider: made.object({ ...person.shape, age: made.int() }),
    either: made.discriminatedUnion('type', [
      made.object({ type: made.literal('a'), a: made.number() }),
      made.object({ type: made.literal('b'), b: made.boolean() }),
    ]),
    pair: made.tuple([made.string(), made.number()]),
    digits: made
      .string()
      .regex(/^\d+$/)
      .transform(Number)
      .refine((value) => value < 10, 'must be small'),
    wide: made.record(made.string(), made.union([made.string(), made.number()])),
  };
};

const person = { id: '91d7a6b4-0c3e-4f58-8b2d-6a5e3f7c9d03', at: null, tags: [' a '] };
const values: [keyof ReturnType<typeof schemas>, unknown][] = [
  ['person', person],
  ['person', { ...person, id: 'none', kind: 'three', tags: [''] }],
  ['person', null],
  ['wider', { ...person, age: 3 }],
  ['wider', { ...person, age: 1.5 }],
  ['either', { type: 'a', a: 1 }],
  ['either', { type: 'b', b: 1 }],
  ['either', { type: 'c' }],
  ['pair', ['a', 1]],
  ['pair', ['a']],
  ['digits', '7'],
  ['digits', '12'],
  ['digits', 'x'],
  ['wide', { a: 1, b: 'c' }],
  ['wide', { a: true }],
];

describe('a schema that is built on first use', () => {
  it.each(values)('parses like zod: %s with %j', (name, value) => {
    const ours = schemas(z as unknown as typeof zod)[name].safeParse(value);
    const theirs = schemas(zod)[name].safeParse(value);

    expect({ data: ours.data, issues: ours.error?.issues }).toEqual({
      data: theirs.data,
      issues: theirs.error?.issues,
    });
  });

  it('is built once, on its first use', () => {
    let built = 0;
    const counted = z.string().transform((value) => value);
    const one = z.object({
      get a() {
        built++;
        return counted;
      },
    });
    const chained = one.refine(() => true);

    expect(built).toBe(0);
    chained.parse({ a: 'x' });
    const afterFirst = built;
    chained.parse({ a: 'x' });
    expect([afterFirst > 0, built]).toEqual([true, afterFirst]);
  });
});
