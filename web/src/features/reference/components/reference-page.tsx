import { useEffect, useMemo } from 'react';
import { useLocation } from 'react-router';
import type { OpenApiDocument } from '#contracts/openapi/document.ts';
import { usePageTitle } from '#site/lib/page-title.ts';
import { strings } from '#site/strings/strings.ts';
import { Link } from '#site/ui/link.tsx';
import { Logo } from '#site/ui/logo.tsx';
import { outlineOf } from '../model/outline.ts';
import { words } from '../model/words.ts';
import { Errors } from './answers.tsx';
import { Contents } from './contents.tsx';
import { Fields, rowsOf } from './fields.tsx';
import { Operation } from './operation.tsx';
import { Prose } from './prose.tsx';

const link = 'text-action-ink underline-offset-4 hover:underline';

const Intro = ({ document }: { document: OpenApiDocument }) => {
  const { title, version, description } = document.info;
  return (
    <header className="pb-4">
      <h1 className="text-3xl font-bold tracking-[-0.03em]">
        {title} {words.title}
      </h1>
      <p className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-sm text-ink-soft">
        <span>{words.version(version)}</span>
        <a href="/api/openapi.json" className={link}>
          {words.raw}
        </a>
        <Link to="/" className={link}>
          {words.back}
        </Link>
      </p>
      {description.split('\n\n').map((paragraph) => (
        <p key={paragraph} className="mt-4 max-w-prose text-pretty text-ink-soft">
          <Prose text={paragraph} />
        </p>
      ))}
    </header>
  );
};

const Schemas = ({ schemas }: { schemas: OpenApiDocument['components']['schemas'] }) => (
  <section>
    <h2 id="schemas" className="scroll-mt-6 pt-10 text-2xl font-bold tracking-[-0.02em]">
      {words.schemas}
    </h2>
    {Object.entries(schemas).map(([id, schema]) => (
      <section key={id} id={`schema-${id}`} className="max-w-3xl scroll-mt-6 py-6">
        <h3 className="mb-2 font-mono text-body font-semibold">{id}</h3>
        <div className="flex flex-col gap-6">
          {(schema.oneOf ?? schema.anyOf ?? [schema]).map((variant) => (
            <Fields key={JSON.stringify(variant)} rows={rowsOf(variant)} mark="optional" />
          ))}
        </div>
      </section>
    ))}
  </section>
);

/** Scrolls to the anchor again: the browser looked for it before the document had loaded. */
const useAnchor = (): void => {
  const { hash } = useLocation();
  useEffect(() => {
    document.getElementById(decodeURIComponent(hash.slice(1)))?.scrollIntoView();
  }, [hash]);
};

/** The API reference, made from the server's OpenAPI document. */
export const ReferencePage = ({ document }: { document: OpenApiDocument }) => {
  const { sections, commonErrors } = useMemo(() => outlineOf(document), [document]);
  usePageTitle(strings.titles.page(words.title));
  useAnchor();
  return (
    <div className="min-h-full bg-surface lg:grid lg:grid-cols-[21rem_minmax(0,1fr)]">
      <aside className="border-line bg-paper p-5 max-lg:border-b lg:sticky lg:top-0 lg:h-dvh lg:overflow-y-auto lg:border-r">
        <Link to="/" className="mb-5 inline-flex items-center gap-2.5">
          <Logo className="size-8 [--logo-behind:var(--paper)]" />
          <span className="text-xl font-bold tracking-[-0.035em]">{strings.app.name}</span>
        </Link>
        <details className="lg:hidden">
          <summary className="cursor-pointer py-1 font-medium">{words.contents}</summary>
          <div className="pt-4">
            <Contents sections={sections} />
          </div>
        </details>
        <div className="max-lg:hidden">
          <Contents sections={sections} />
        </div>
      </aside>
      <main className="mx-auto w-full max-w-6xl px-5 py-10 sm:px-10">
        <Intro document={document} />
        <div id="every-operation" className="max-w-3xl scroll-mt-6 pt-4">
          <Errors heading="h2" title={words.everyOperation} rows={commonErrors} />
        </div>
        {sections.map(({ tag, description, operations }) => (
          <section key={tag}>
            <h2
              id={`tag-${tag}`}
              className="scroll-mt-6 pt-14 text-2xl font-bold tracking-[-0.02em] capitalize"
            >
              {tag}
            </h2>
            <p className="mt-1 text-ink-soft">{description}</p>
            <div className="mt-2">
              {operations.map((operation) => (
                <Operation key={operation.id} operation={operation} document={document} />
              ))}
            </div>
          </section>
        ))}
        <Schemas schemas={document.components.schemas} />
      </main>
    </div>
  );
};
