import type { ComponentType, ElementType } from 'react';
import { useState } from 'react';
import { lazy } from '../lib/parts/lazy.ts';

/**
 * The pages of one script. A loaded page shows at once; `React.lazy` would first show a fallback,
 * which React keeps for 300 ms.
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
