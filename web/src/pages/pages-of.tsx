import type { ComponentType, ElementType } from 'react';
import { lazy, useState } from 'react';

/**
 * Pages that are in one script. A page whose script is there shows at once: a lazy one would show a
 * fallback first, and React keeps each fallback for a third of a second.
 */
export const pagesOf = <Name extends string>(
  fetchScript: () => Promise<Record<Name, ComponentType>>,
) => {
  let script: Record<Name, ComponentType> | null = null;
  const load = async (): Promise<Record<Name, ComponentType>> => {
    script ??= await fetchScript();
    return script;
  };
  const page = (name: Name): ComponentType => {
    const Later = lazy(async () => ({ default: (await load())[name] }));
    return () => {
      const [Page] = useState<ElementType>(() => script?.[name] ?? Later);
      return <Page />;
    };
  };
  return { load, page };
};
