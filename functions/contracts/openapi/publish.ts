import type { JsonSchema } from './document.ts';

/**
 * The published form of a schema: description first, without `examples` and `shown` of the fields, which
 * only serve to build whole examples.
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
