import { AlertDialog } from 'radix-ui';
import type { FormEvent, ReactNode, RefObject } from 'react';
import { useEffect, useRef } from 'react';
import { strings } from '../strings/strings.ts';
import { Alert } from './alert.tsx';
import { Button } from './button.tsx';

export interface ConfirmProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly title: string;
  readonly lead: ReactNode;
  /** Label of the button that confirms. */
  readonly action: string;
  readonly isDangerous?: boolean;
  /** Whether confirming is possible. */
  readonly isReady?: boolean;
  readonly isBusy?: boolean;
  readonly error?: string | null;
  readonly onConfirm: () => void;
  /** Without it, only the action closes this. */
  readonly hasCancel?: boolean;
  /** Focus target after closing, if the element that opened this no longer exists (a menu item). */
  readonly returnTo?: RefObject<HTMLElement | null>;
  /** Fields to fill in before confirming. */
  readonly children?: ReactNode;
  /** Of several that are shown one after the other: each takes the focus. */
  readonly step?: string;
}

/** Beside an option, Radix has an input that is hidden from everybody. */
const fields = 'input:not([aria-hidden]), [role=radio][aria-checked=true]';
const fieldIn = (content: HTMLElement): HTMLElement | null =>
  content.querySelector<HTMLElement>(fields);

/** Asks before an action that cannot be undone. The caller closes it. */
export const Confirm = ({
  isOpen,
  onOpenChange,
  title,
  lead,
  action,
  isDangerous = false,
  isReady = true,
  isBusy = false,
  error = null,
  onConfirm,
  hasCancel = true,
  returnTo,
  children,
  step,
}: ConfirmProps) => {
  const opener = useRef<Element>(null);
  const box = useRef<HTMLDivElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    const content = box.current;
    if (!content || isBusy) return;
    // After a refusal: a button that was disabled meanwhile has lost the focus, perhaps to the dialog.
    const isLost =
      error !== null && [document.body, content].includes(document.activeElement as HTMLElement);
    if (step !== shown.current) content.scrollTop = 0;
    if (step !== shown.current || isLost) (fieldIn(content) ?? content).focus();
    shown.current = step;
  }, [step, isBusy, error]);
  const giveFocusBack = (event: Event): void => {
    event.preventDefault();
    const element = returnTo?.current ?? opener.current;
    if (element instanceof HTMLElement) element.focus();
  };
  /** The first field or the chosen option if there is one, else the button that cancels, else the text. */
  const takeFocus = (event: Event): void => {
    opener.current = document.activeElement;
    const content = event.currentTarget as HTMLElement;
    const first = fieldIn(content) ?? (hasCancel ? null : content);
    if (first === null) return;
    event.preventDefault();
    first.focus();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady && !isBusy) onConfirm();
  };
  return (
    <AlertDialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <AlertDialog.Content
          ref={box}
          onOpenAutoFocus={takeFocus}
          onCloseAutoFocus={giveFocusBack}
          className="appear fixed top-1/2 left-1/2 z-40 max-h-[90dvh] w-[calc(100%-2rem)] max-w-md -translate-1/2 overflow-y-auto rounded-3xl bg-raised p-6 shadow-raised outline-none"
        >
          <AlertDialog.Title className="text-lg font-semibold tracking-tight">
            {title}
          </AlertDialog.Title>
          <AlertDialog.Description asChild>
            <div className="mt-2 flex flex-col gap-2 text-body text-pretty text-ink-soft">
              {lead}
            </div>
          </AlertDialog.Description>
          <form onSubmit={submit} noValidate className="mt-5 flex flex-col gap-5">
            {children}
            {error !== null && <Alert>{error}</Alert>}
            <div className="flex flex-wrap justify-end gap-2">
              {hasCancel && (
                <AlertDialog.Cancel asChild>
                  <Button look="outline" className="h-11">
                    {strings.app.cancel}
                  </Button>
                </AlertDialog.Cancel>
              )}
              <Button
                type="submit"
                look={isDangerous ? 'danger' : 'primary'}
                disabled={!isReady || isBusy}
              >
                {action}
              </Button>
            </div>
          </form>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
};
