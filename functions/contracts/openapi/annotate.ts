import { socketFieldNotes } from '../asyncapi/field-notes.ts';
import type { JsonSchema } from './document.ts';
import { type FieldNote, fieldNotes } from './field-notes.ts';

const notes: Readonly<Record<string, FieldNote>> = { ...fieldNotes, ...socketFieldNotes };

/** The note of a field: of this component, tag or event, or of every field with that name. */
export const noteOf = (field: string, owner: string): FieldNote =>
  notes[`${owner}.${field}`] ?? notes[field] ?? {};

/** A schema whose fields have the descriptions that the `field-notes.ts` know. */
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
