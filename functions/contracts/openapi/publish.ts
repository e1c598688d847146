import type { JsonSchema } from './document.ts';

/**
 * A schema as a document has it: descriptions first, and without what only makes the examples of whole
 * requests and answers (`examples` and `shown` of the fields).
 */
export const publish = (schema: JsonSchema): JsonSchema => {
  const { description, examples: _examples, shown: _shown, ...rest } = schema;
  const { properties, items, anyOf, oneOf } = rest;
  return {
    ...(description && { description }),
    ...rest,
    ...(anyOf && { anyOf: anyOf.map(publish) }),
    ...(oneOf && { oneOf: oneOf.map(publish) }),
    ...(items && { items: publish(items) }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([field, property]) => [field, publish(property)]),
      ),
    }),
  };
};
