import { Dialog } from 'radix-ui';
import type { ReactNode, RefObject } from 'react';
import { useRef } from 'react';
import { classes } from '#site/lib/text.ts';

/** A dialog over the page. The caller closes it, and adds a `Dialog.Close`. */
export const Modal = ({
  title,
  lead,
  returnTo,
  onClose,
  contentRef,
  className,
  children,
}: {
  title: string;
  lead?: string;
  /** Focus target after closing; if it is hidden, or there is none, the element that opened this. */
  returnTo?: RefObject<HTMLElement | null>;
  onClose: () => void;
  /** Set if the content loads later: the dialog gets the focus first, and not the only button that is there. */
  contentRef?: RefObject<HTMLDivElement | null>;
  className: string;
  children: ReactNode;
}) => {
  const opener = useRef<Element>(null);
  const giveFocusBack = (event: Event): void => {
    event.preventDefault();
    for (const element of [returnTo?.current, opener.current]) {
      if (element instanceof HTMLElement) element.focus();
      if (document.activeElement === element) return;
    }
  };
  const takeFocus = (event: Event): void => {
    opener.current = document.activeElement;
    if (!contentRef) return;
    event.preventDefault();
    contentRef.current?.focus();
  };
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content
          ref={contentRef}
          {...(lead === undefined && { 'aria-describedby': undefined })}
          onOpenAutoFocus={takeFocus}
          onCloseAutoFocus={giveFocusBack}
          className={classes(
            'appear fixed top-1/2 left-1/2 z-40 flex max-h-[90dvh] w-[calc(100%-2rem)] -translate-1/2 flex-col rounded-3xl bg-raised p-6 shadow-raised outline-none',
            className,
          )}
        >
          <div>
            <Dialog.Title className="text-lg font-semibold tracking-tight [overflow-wrap:anywhere]">
              {title}
            </Dialog.Title>
            {lead !== undefined && (
              <Dialog.Description className="mt-2 text-body text-pretty text-ink-soft">
                {lead}
              </Dialog.Description>
            )}
          </div>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
};
