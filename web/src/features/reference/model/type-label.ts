import type { JsonSchema } from '#contracts/openapi/document.ts';
import { words } from './words.ts';

export interface TypeLabel {
  readonly text: string;
  /** The component that the type is, or is made of. */
  readonly component?: string;
}

const componentOf = (schema: JsonSchema): string | undefined => schema.$ref?.split('/').at(-1);

const isNull = ({ type }: JsonSchema): boolean => type === 'null';

const literal = (schema: JsonSchema): string | undefined => {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  return schema.enum?.map((value) => JSON.stringify(value)).join(' | ');
};

/** The type of a value, in a few words. */
export const typeLabel = (schema: JsonSchema): TypeLabel => {
  const component = componentOf(schema);
  if (component) return { text: component, component };
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choiceLabel(choices);
  if (schema.items) {
    const item = typeLabel(schema.items);
    return { ...item, text: words.listOf(item.text) };
  }
  const text = literal(schema) ?? schema.format ?? namedType(schema);
  return { text };
};

const choiceLabel = (choices: readonly JsonSchema[]): TypeLabel => {
  const labels = choices.filter((choice) => !isNull(choice)).map(typeLabel);
  const [first] = labels;
  const joined = labels.map(({ text }) => text).join(' | ');
  const text = choices.some(isNull) ? words.orNull(joined) : joined;
  return labels.length === 1 && first ? { ...first, text } : { text };
};

const namedType = ({ type }: JsonSchema): string => {
  if (typeof type === 'string') return type;
  const named = type?.find((name) => name !== 'null') ?? 'any';
  return type?.includes('null') ? words.orNull(named) : named;
};

const range = (min: number | undefined, max: number | undefined): string | undefined => {
  if (min === undefined && max === undefined) return undefined;
  if (min === undefined) return `≤ ${max}`;
  return max === undefined ? `≥ ${min}` : `${min} – ${max}`;
};

/** What else a schema says: bounds and default. */
export const limitsOf = (schema: JsonSchema): string[] => {
  const length = range(schema.minLength, schema.maxLength);
  const items = range(schema.minItems, schema.maxItems);
  return [
    range(schema.minimum, schema.maximum),
    length && `${length} characters`,
    items && `${items} items`,
    schema.default === undefined ? undefined : words.defaultValue(JSON.stringify(schema.default)),
  ].filter((text) => text !== undefined);
};
