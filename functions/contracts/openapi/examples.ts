import { noteOf } from './annotate.ts';
import type { JsonSchema } from './document.ts';
import { people } from './people.ts';

type Resolve = (schema: JsonSchema) => JsonSchema;

const byFormat: Record<string, unknown> = {
  uuid: people.bob,
  'date-time': people.at,
  email: 'ada@example.org',
  uri: 'https://example.org/',
};

const typeOf = ({ type }: JsonSchema): string | undefined =>
  typeof type === 'string' ? type : type?.find((name) => name !== 'null');

const ownerOf = (schema: JsonSchema, owner: string): string =>
  schema.$ref?.split('/').at(-1) ?? owner;

/** What a schema itself offers: an example, its only value, its first, its default. */
const offered = (schema: JsonSchema): unknown =>
  schema.examples?.[0] ?? schema.const ?? schema.enum?.[0] ?? schema.default;

const scalar = (schema: JsonSchema): unknown => {
  if (schema.format !== undefined && schema.format in byFormat) return byFormat[schema.format];
  const type = typeOf(schema);
  if (type === 'integer' || type === 'number') return Math.max(1, schema.minimum ?? 1);
  if (type === 'boolean') return false;
  return 'text'.padEnd(schema.minLength ?? 0, '.');
};

/**
 * An example of a whole value, made of those of its fields. `sent`: only what a request must have or is
 * shown with, everything when that is nothing.
 */
export const makeExamples = (resolve: Resolve, side: 'sent' | 'answered') => {
  const fieldsOf = ({ properties = {}, required = [] }: JsonSchema, owner: string): string[] => {
    const all = Object.keys(properties);
    if (side === 'answered') return all;
    const chosen = all.filter((field) => required.includes(field) || noteOf(field, owner).shown);
    return chosen.length > 0 ? chosen : all;
  };

  const objectOf = (schema: JsonSchema, owner: string): Record<string, unknown> =>
    Object.fromEntries(
      fieldsOf(schema, owner).map((field) => [
        field,
        exampleOf(schema.properties?.[field] ?? {}, owner, field),
      ]),
    );

  const structured = (schema: JsonSchema, owner: string): unknown => {
    const choice = (schema.anyOf ?? schema.oneOf)?.find(({ type }) => type !== 'null');
    if (choice) return exampleOf(choice, owner);
    const type = typeOf(schema);
    if (type === 'object') return objectOf(schema, owner);
    if (type === 'array') return schema.items ? [exampleOf(schema.items, owner)] : [];
    return scalar(schema);
  };

  const exampleOf = (referred: JsonSchema, within: string, field?: string): unknown => {
    const schema = resolve(referred);
    const own = offered(schema);
    if (own !== undefined) return own;
    const noted = field === undefined ? undefined : noteOf(field, within).example;
    return noted === undefined ? structured(schema, ownerOf(referred, within)) : noted;
  };

  return exampleOf;
};
