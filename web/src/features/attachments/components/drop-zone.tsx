import type { DragEvent, ReactNode } from 'react';
import { type FC, Suspense, useEffect, useRef, useState } from 'react';
import { lazy } from '../../../lib/parts/lazy.ts';

/** If it cannot be loaded, files can still be dropped. */
const DropNote = lazy(async (): Promise<{ default: FC }> => {
  const loaded = import('./drop-note.tsx');
  const part = await loaded.catch(() => ({ DropNote: () => null }));
  return { default: part.DropNote };
});

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes('Files');

/**
 * Whether files are dragged over the element. Nested elements enter and leave too, so those events
 * are counted.
 */
const useDrop = (isOpen: boolean, onFiles: (files: readonly File[]) => void) => {
  const depth = useRef(0);
  const [isOver, setOver] = useState(false);
  const move = (step: number) => (event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    depth.current = Math.max(0, depth.current + step);
    setOver(depth.current > 0);
  };
  const handlers = {
    onDragEnter: move(1),
    onDragLeave: move(-1),
    onDragOver: (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    },
    onDrop: (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth.current = 0;
      setOver(false);
      if (isOpen) onFiles([...event.dataTransfer.files]);
    },
  };
  return { isOver: isOver && isOpen, handlers };
};

/** A file dropped elsewhere would replace the site in this tab. */
const useNoMisses = (): void => {
  useEffect(() => {
    const listening = new AbortController();
    const refuse = (event: globalThis.DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    globalThis.addEventListener('dragover', refuse, listening);
    globalThis.addEventListener('drop', refuse, listening);
    return () => listening.abort();
  }, []);
};

/** Attaches files that are dropped anywhere on the dialog. */
export const DropZone = ({
  isOpen,
  onFiles,
  children,
}: {
  isOpen: boolean;
  onFiles: (files: readonly File[]) => void;
  children: ReactNode;
}) => {
  const { isOver, handlers } = useDrop(isOpen, onFiles);
  useNoMisses();
  return (
    <div className="relative h-full" {...handlers}>
      {children}
      {isOver && (
        <Suspense>
          <DropNote />
        </Suspense>
      )}
    </div>
  );
};
