import { Tabs } from 'radix-ui';
import { type ComponentType, Suspense, useState } from 'react';
import { lazy } from '#site/lib/parts/lazy.ts';
import { longDate } from '#site/lib/time.ts';
import { useNow } from '#site/lib/use-now.ts';
import { words } from '#site/strings/later/about-words.ts';
import { Button } from '#site/ui/button.tsx';
import { LoadFailure } from '#site/ui/load-failure.tsx';
import { Spinner } from '#site/ui/spinner.tsx';
import { FileItems, LinkItems, MediaItems, VoiceItems } from './gallery-items.tsx';
import { type GalleryKind, useGallery } from './use-gallery.ts';

interface Props {
  readonly conversationId: string;
  readonly onShow: (messageId: string) => void;
  /** Loaded with the first list of links. */
  readonly loadLinks: () => Promise<LinkParts>;
}

interface LinkParts {
  /** Shows a text with its links. */
  readonly Text: ComponentType<{ text: string }>;
  readonly hasLinks: (text: string) => boolean;
}

const kinds: readonly GalleryKind[] = ['media', 'files', 'links', 'voice'];

interface FoundProps extends Omit<Props, 'loadLinks'> {
  readonly kind: GalleryKind;
  readonly links?: LinkParts;
}

const Found = ({ kind, conversationId, onShow, links }: FoundProps) => {
  const now = useNow(60_000);
  const { hits: all, ...search } = useGallery(conversationId, kind);
  const hits = links ? all.filter(({ text }) => links.hasLinks(text ?? '')) : all;
  const given = { hits, now, onShow };
  if (search.isError) return <LoadFailure error={search.error} onRetry={search.refetch} />;
  const isBusy = search.isFetching || search.goesOn;
  return (
    <>
      {kind === 'media' && <MediaItems {...given} isBusy={isBusy} />}
      {kind === 'files' && <FileItems {...given} />}
      {kind === 'voice' && <VoiceItems {...given} />}
      {links && <LinkItems {...given} Text={links.Text} />}
      <p role="status" className="py-2 text-sm text-ink-faint">
        {!isBusy && hits.length === 0 && words.none[kind]}
      </p>
      {isBusy && <Spinner className="mx-auto block text-ink-faint" />}
      {search.hasNextPage && !isBusy && (
        <div className="flex flex-wrap items-center gap-x-2">
          {search.searchedTo !== null && (
            <p className="text-sm text-ink-faint">{words.notYet(longDate(search.searchedTo))}</p>
          )}
          <Button look="quiet" onClick={() => void search.fetchNextPage()}>
            {words.older}
          </Button>
        </div>
      )}
    </>
  );
};

/** Photos, files, links and voice messages of a conversation, newest first. */
export const Gallery = ({ loadLinks, ...props }: Props) => {
  const [FoundLinks] = useState(() =>
    lazy(async () => {
      const links = await loadLinks();
      return { default: (found: FoundProps) => <Found {...found} links={links} /> };
    }),
  );
  return (
    <Tabs.Root defaultValue="media">
      <Tabs.List aria-label={words.shared} className="mb-3 flex gap-1 border-b border-line">
        {kinds.map((kind) => (
          <Tabs.Trigger
            key={kind}
            value={kind}
            className="-mb-px h-10 border-b-2 border-transparent px-3 text-sm font-medium text-ink-soft -outline-offset-2 data-[state=active]:border-action data-[state=active]:text-ink"
          >
            {words.kinds[kind]}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {kinds.map((kind) => (
        <Tabs.Content key={kind} value={kind} className="outline-offset-4">
          {kind === 'links' ? (
            <Suspense fallback={<Spinner className="mx-auto block text-ink-faint" />}>
              <FoundLinks {...props} kind={kind} />
            </Suspense>
          ) : (
            <Found {...props} kind={kind} />
          )}
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
};
