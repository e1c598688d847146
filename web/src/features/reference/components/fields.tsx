import type { JsonSchema } from '#contracts/openapi/document.ts';
import { limitsOf, typeLabel } from '../model/type-label.ts';
import { words } from '../model/words.ts';
import { Prose } from './prose.tsx';

export interface FieldRow {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly required: boolean;
  readonly description?: string | undefined;
}

export const rowsOf = ({ properties = {}, required = [] }: JsonSchema): FieldRow[] =>
  Object.entries(properties).map(([name, schema]) => ({
    name,
    schema,
    required: required.includes(name),
    description: schema.description,
  }));

export const TypeName = ({ schema }: { schema: JsonSchema }) => {
  const { text, component } = typeLabel(schema);
  return component ? (
    <a href={`#schema-${component}`} className="text-action-ink underline-offset-2 hover:underline">
      {text}
    </a>
  ) : (
    <span>{text}</span>
  );
};

/** Requests mark optional fields or required ones; answers the other. */
type Mark = 'required' | 'optional';

const Field = ({ row, mark }: { row: FieldRow; mark: Mark }) => {
  const { name, schema, required, description } = row;
  return (
    <li className="py-2.5">
      <div className="flex flex-wrap items-baseline gap-x-2.5 gap-y-0.5">
        <code className="font-mono text-sm font-semibold break-all">{name}</code>
        <span className="text-sm text-ink-soft">
          <TypeName schema={schema} />
        </span>
        {limitsOf(schema).map((limit) => (
          <span key={limit} className="text-xs text-ink-faint">
            {limit}
          </span>
        ))}
        {required === (mark === 'required') && (
          <span className="text-xs font-medium text-action-ink">{words[mark]}</span>
        )}
      </div>
      {description && (
        <p className="mt-0.5 text-sm text-pretty text-ink-soft">
          <Prose text={description} />
        </p>
      )}
    </li>
  );
};

/** Names, types and descriptions of fields. */
export const Fields = ({
  title,
  rows,
  mark = 'required',
}: {
  title?: string;
  rows: readonly FieldRow[];
  mark?: Mark;
}) =>
  rows.length > 0 && (
    <section>
      {title && <h4 className="mb-1 text-sm font-semibold">{title}</h4>}
      <ul className="divide-y divide-line border-y border-line">
        {rows.map((row) => (
          <Field key={row.name} row={row} mark={mark} />
        ))}
      </ul>
    </section>
  );
