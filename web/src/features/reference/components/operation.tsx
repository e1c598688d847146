import { Lock, LockOpen } from 'lucide-react';
import type { JsonSchema, OpenApiDocument } from '#contracts/openapi/document.ts';
import { curlOf } from '../model/curl.ts';
import type { OutlineOperation } from '../model/outline.ts';
import { words } from '../model/words.ts';
import { Errors, Successes } from './answers.tsx';
import { JsonBlock, ShellBlock } from './code-block.tsx';
import { Fields, rowsOf } from './fields.tsx';
import { Method } from './method.tsx';
import { Prose } from './prose.tsx';

const tokens = {
  required: words.token,
  optional: words.tokenOptional,
  none: words.noToken,
} as const;

const Head = ({ operation }: { operation: OutlineOperation }) => {
  const { id, method, path, summary, token } = operation;
  const Icon = token === 'required' ? Lock : LockOpen;
  return (
    <header className="mb-5">
      <h3 id={`${id}-title`} className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <Method method={method} />{' '}
        <a href={`#${id}`} className="font-mono text-body font-semibold break-all hover:underline">
          {path}
        </a>
      </h3>
      <p className="mt-2.5 max-w-prose text-pretty text-ink-soft">
        <Prose text={summary} />
      </p>
      <p className="mt-2 flex items-center gap-1.5 text-xs text-ink-faint">
        <Icon aria-hidden="true" className="size-3.5" />
        {tokens[token]}
      </p>
    </header>
  );
};

const Parameters = ({ operation }: { operation: OutlineOperation }) =>
  (['path', 'query', 'header'] as const).map((place) => (
    <Fields
      key={place}
      title={words[place]}
      rows={operation.parameters.filter((parameter) => parameter.in === place)}
    />
  ));

const resolve = (schema: JsonSchema, document: OpenApiDocument): JsonSchema =>
  schema.$ref ? (document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema;

const Body = ({
  body,
  document,
}: {
  body: NonNullable<OutlineOperation['body']>;
  document: OpenApiDocument;
}) => {
  const types = Object.entries(body.content);
  // The last content type has all fields of the others: the form with files comes after JSON.
  const schema = types.at(-1)?.[1].schema ?? {};
  return (
    <div>
      <Fields
        title={body.required ? words.body : words.bodyOptional}
        rows={rowsOf(resolve(schema, document))}
      />
      <p className="mt-2 font-mono text-xs text-ink-faint">
        {types.map(([type]) => type).join(' · ')}
      </p>
    </div>
  );
};

/** One operation: description on the left, examples on the right. */
export const Operation = ({
  operation,
  document,
}: {
  operation: OutlineOperation;
  document: OpenApiDocument;
}) => {
  const { id, body, successes, errors } = operation;
  const answer = successes.findLast(({ media }) => media !== undefined);
  return (
    <article
      id={id}
      aria-labelledby={`${id}-title`}
      className="scroll-mt-6 border-t border-line py-10 first:border-t-0"
    >
      <Head operation={operation} />
      <div className="grid gap-8 xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-6">
          <Parameters operation={operation} />
          {body && <Body body={body} document={document} />}
          <Successes rows={successes} />
          {errors.length > 0 && (
            <div>
              <Errors title={words.errors} rows={errors} />
              <p className="mt-2 text-xs text-ink-faint">
                <a href="#every-operation" className="underline underline-offset-2">
                  {words.common}
                </a>
              </p>
            </div>
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <ShellBlock title={words.request} command={curlOf(operation, location.origin)} />
          {answer && (
            <JsonBlock title={words.answer(answer.status)} value={answer.media?.example} />
          )}
        </div>
      </div>
    </article>
  );
};
