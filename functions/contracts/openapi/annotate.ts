import type { JsonSchema } from './document.ts';
import { type FieldNote, fieldNotes } from './field-notes.ts';

/** The note of a field: of this component or tag, or of every field with that name. */
export const noteOf = (field: string, owner: string): FieldNote =>
  fieldNotes[`${owner}.${field}`] ?? fieldNotes[field] ?? {};

/** A schema whose fields have the descriptions that `field-notes.ts` knows. */
export const annotate = (schema: JsonSchema, owner: string): JsonSchema => {
  const { properties, items, anyOf, oneOf } = schema;
  const each = (schemas: readonly JsonSchema[]) => schemas.map((one) => annotate(one, owner));
  return {
    ...schema,
    ...(anyOf && { anyOf: each(anyOf) }),
    ...(oneOf && { oneOf: each(oneOf) }),
    ...(items && { items: annotate(items, owner) }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([field, property]) => {
          const { description } = noteOf(field, owner);
          return [field, { ...(description && { description }), ...annotate(property, owner) }];
        }),
      ),
    }),
  };
};
