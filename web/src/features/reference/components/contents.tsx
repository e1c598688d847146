import { Search } from 'lucide-react';
import { useState } from 'react';
import type { OutlineSection } from '../model/outline.ts';
import { filterSections } from '../model/outline.ts';
import { words } from '../model/words.ts';
import { Method } from './method.tsx';

/** All operations by tag, with a filter. */
export const Contents = ({ sections }: { sections: readonly OutlineSection[] }) => {
  const [typed, setTyped] = useState('');
  const found = filterSections(sections, typed);
  return (
    <nav aria-label={words.contents}>
      <div className="relative mb-4">
        <Search
          aria-hidden="true"
          className="absolute top-1/2 left-3 size-4 -translate-y-1/2 text-ink-faint"
        />
        <input
          type="search"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          aria-label={words.find}
          placeholder={words.find}
          className="h-10 w-full rounded-full bg-raised pr-4 pl-9 text-body placeholder:text-ink-faint"
        />
      </div>
      {found.length === 0 && <p className="px-2 text-sm text-ink-soft">{words.nothingFound}</p>}
      {found.map(({ tag, operations }) => (
        <section key={tag} className="mb-4">
          <h2 className="px-2 pb-1 text-sm font-semibold">
            <a href={`#tag-${tag}`} className="capitalize hover:underline">
              {tag}
            </a>
          </h2>
          <ul>
            {operations.map(({ id, method, path }) => (
              <li key={id}>
                <a
                  href={`#${id}`}
                  className="flex items-center gap-2 rounded-lg px-2 py-1.5 text-ink-soft hover:bg-hover hover:text-ink"
                >
                  <Method method={method} className="scale-90" />
                  <span className="truncate font-mono text-xs" title={path}>
                    {path.replace(/^\/api/, '')}
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
};
