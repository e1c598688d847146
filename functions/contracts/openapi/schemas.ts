import * as z from 'zod';
import type { JsonSchema } from './document.ts';

type Json = Record<string, unknown>;

/**
 * `open`: responses may have unknown fields, which clients must accept from later versions. `closed`: they
 * may not, so that a test detects leaked fields.
 */
export type Answers = 'open' | 'closed';

const refPrefix = '#/components/schemas/';

/** Drops what zod adds but `format` already says: patterns of UUIDs and dates, and safe-integer bounds. */
const isNoise = (key: string, value: unknown, schema: Json): boolean =>
  key === 'id' ||
  (key === 'pattern' && (schema['format'] === 'uuid' || schema['format'] === 'date-time')) ||
  ((key === 'minimum' || key === 'maximum') && Math.abs(Number(value)) === Number.MAX_SAFE_INTEGER);

/** Documents a query parameter by its value type instead of the string that carries it. */
const withQueryType = ({ queryType, ...schema }: Json): Json => {
  if (!queryType) return schema;
  const { type: _type, pattern: _pattern, enum: _enum, ...rest } = schema;
  return { ...rest, ...(queryType as Json) };
};

const isSchemaMap = (key: string): boolean => key === 'properties' || key === '$defs';
const isData = (key: string): boolean => ['examples', 'default', 'const', 'enum'].includes(key);

const tidy = (value: unknown, answers: Answers): unknown => {
  if (Array.isArray(value)) return value.map((item) => tidy(item, answers));
  if (typeof value !== 'object' || value === null) return value;
  const schema = withQueryType(value as Json);
  const entries = Object.entries(schema).filter(([key, part]) => !isNoise(key, part, schema));
  return Object.fromEntries(
    entries
      .filter(
        ([key, part]) => key !== 'additionalProperties' || part !== false || answers === 'closed',
      )
      .map(([key, part]) => [key, tidyPart(key, part, answers)]),
  );
};

const tidyPart = (key: string, part: unknown, answers: Answers): unknown => {
  if (isData(key)) return part;
  if (key === '$ref') return String(part).replace('#/$defs/', refPrefix);
  if (!isSchemaMap(key)) return tidy(part, answers);
  const schemas = Object.entries(part as Json);
  return Object.fromEntries(schemas.map(([name, schema]) => [name, tidy(schema, answers)]));
};

/** Copies metadata that zod drops from the input side of a transform. */
const keepNotes: NonNullable<z.core.ToJSONSchemaParams['override']> = ({
  zodSchema,
  jsonSchema,
}) => {
  const { def } = zodSchema._zod;
  if (def.type === 'default') jsonSchema.default ??= def.defaultValue as never;
  const examples = z.globalRegistry.get(zodSchema)?.['examples'];
  if (examples) jsonSchema.examples ??= examples as never;
};

/**
 * Converts zod schemas to JSON Schemas. A schema with an id becomes a component and is referenced by name.
 */
export class SchemaCollector {
  readonly components = new Map<string, JsonSchema>();
  private readonly answers: Answers;

  constructor(answers: Answers) {
    this.answers = answers;
  }

  /** The schema of a request value, before defaults and transforms. */
  sent(schema: z.ZodType): JsonSchema {
    return this.convert(schema, 'input');
  }

  /** The schema of a response value. */
  answered(schema: z.ZodType): JsonSchema {
    return this.convert(schema, 'output');
  }

  /** Follows a reference. @throws when there is no such component */
  resolve(schema: JsonSchema): JsonSchema {
    if (schema.$ref === undefined) return schema;
    const found = this.components.get(schema.$ref.slice(refPrefix.length));
    if (!found) throw new Error(`no component ${schema.$ref}`);
    return found;
  }

  private convert(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    // Wrapped in an object, since zod inlines the top-level schema and references those below it.
    const { properties, $defs } = tidy(
      z.toJSONSchema(z.object({ it: schema }), { io, override: keepNotes }),
      this.answers,
    ) as { properties: { it: JsonSchema }; $defs?: Record<string, JsonSchema> };
    for (const [id, component] of Object.entries($defs ?? {})) this.add(id, component);
    return properties.it;
  }

  private add(id: string, component: JsonSchema): void {
    const known = this.components.get(id);
    if (known && JSON.stringify(known) !== JSON.stringify(component)) {
      throw new Error(`two schemas have the id ${id}, or one differs between sent and answered`);
    }
    this.components.set(id, component);
  }
}
