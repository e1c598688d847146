import * as z from 'zod';
import { Settings, stageDefaults } from '../../lib/settings.ts';
import { partCommand } from './part-command.ts';

interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly multipleOf?: number;
  readonly format?: string;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
}

/** The rule of a value in words. */
const ruleOf = (schema: JsonSchema): string => {
  const { type, enum: values, minimum, maximum, exclusiveMinimum, multipleOf, format } = schema;
  if (values) return values.map((value) => `\`${value}\``).join(', ');
  if (schema.properties)
    return Object.keys(schema.properties)
      .map((key) => `\`${key}\``)
      .join(', ');
  if (schema.items) return 'list of origins';
  const bounds = [
    minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER && `from ${minimum}`,
    exclusiveMinimum !== undefined && `over ${exclusiveMinimum}`,
    maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER && `to ${maximum}`,
    multipleOf !== undefined && multipleOf !== 1 && `in steps of ${multipleOf}`,
  ].filter(Boolean);
  return [format ?? type, ...bounds].join(' ');
};

/** All settings with their paths; a group is split into its members, a throttle is one row. */
const rowsOf = (
  schema: JsonSchema,
  path: string[] = [],
): { path: string[]; schema: JsonSchema }[] =>
  Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const here = [...path, name];
    const isGroup = property.properties !== undefined && property.description === undefined;
    return isGroup ? rowsOf(property, here) : [{ path: here, schema: property }];
  });

const valueAt = (settings: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, name) => (value as Record<string, unknown> | undefined)?.[name],
    settings,
  );

const shown = (value: unknown): string => {
  if (value === undefined) return '';
  if (typeof value !== 'object') return `\`${value}\``;
  return `\`${JSON.stringify(value).replaceAll('"', '').replaceAll(':', ': ').replaceAll(',', ', ')}\``;
};

const { dev, prod } = stageDefaults;
const rows = rowsOf(z.toJSONSchema(Settings, { io: 'input' }) as JsonSchema).map(
  ({ path, schema }) =>
    [
      `\`${path.join('.')}\``,
      schema.description ?? '',
      ruleOf(schema),
      shown(valueAt(dev, path)),
      shown(valueAt(prod, path)),
    ].join(' | '),
);

await partCommand({
  name: 'generate -- stage-settings',
  summary: 'Writes the table of a stage’s settings into docs/deploy.md.',
  file: 'docs/deploy.md',
  part: 'stage-settings',
  text: [
    '| setting | what it does | value | `dev` | `prod` |',
    '|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n'),
});
