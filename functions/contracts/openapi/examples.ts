import { samples } from '../samples.ts';
import type { JsonSchema } from './document.ts';

type Resolve = (schema: JsonSchema) => JsonSchema;

const byFormat: Record<string, unknown> = {
  uuid: samples.bob,
  'date-time': samples.at,
  email: 'ada@example.org',
  uri: 'https://example.org/',
};

const typeOf = ({ type }: JsonSchema): string | undefined =>
  typeof type === 'string' ? type : type?.find((name) => name !== 'null');

/** A value from the schema itself: its example, constant, first enum value or default. */
const offered = ({ examples, const: only, enum: values, default: absent }: JsonSchema): unknown =>
  examples ? examples[0] : (only ?? values?.[0] ?? absent);

const scalar = (schema: JsonSchema): unknown => {
  if (schema.format !== undefined && schema.format in byFormat) return byFormat[schema.format];
  const type = typeOf(schema);
  if (type === 'integer' || type === 'number') return Math.max(1, schema.minimum ?? 1);
  if (type === 'boolean') return false;
  return 'text'.padEnd(schema.minLength ?? 0, '.');
};

/**
 * Builds an example from the examples of its fields. `sent`: only required and `shown` fields, or all if
 * there are none.
 */
export const makeExamples = (resolve: Resolve, side: 'sent' | 'answered') => {
  const fieldsOf = ({ properties = {}, required = [] }: JsonSchema): [string, JsonSchema][] => {
    const all = Object.entries(properties);
    if (side === 'answered') return all;
    const chosen = all.filter(([field, { shown }]) => required.includes(field) || shown);
    return chosen.length > 0 ? chosen : all;
  };

  const structured = (schema: JsonSchema): unknown => {
    const choice = (schema.anyOf ?? schema.oneOf)?.find(({ type }) => type !== 'null');
    if (choice) return exampleOf(choice);
    const type = typeOf(schema);
    if (type === 'object') {
      return Object.fromEntries(
        fieldsOf(schema).map(([field, property]) => [field, exampleOf(property)]),
      );
    }
    if (type === 'array') return schema.items ? [exampleOf(schema.items)] : [];
    return scalar(schema);
  };

  const exampleOf = (referred: JsonSchema): unknown => {
    const schema = resolve(referred);
    const own = offered({ ...schema, ...referred });
    return own === undefined ? structured(schema) : own;
  };

  return exampleOf;
};
