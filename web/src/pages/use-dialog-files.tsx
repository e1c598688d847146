import { useContext, useMemo, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { LoadedFiles } from '../boot/files-loader.ts';
import type { SignedInServices } from '../boot/signed-in.ts';
import { SignedInContext } from '../boot/signed-in-context.ts';
import { AttachButton } from '../features/attachments/components/attach-button.tsx';
import type { AttachmentsHere } from '../features/attachments/model/attachments-context.ts';
import type { Parts } from '../features/attachments/parts.ts';
import type { DialogFiles } from '../features/messages/model/dialog-files.ts';

export const useSignedIn = (): SignedInServices => {
  const services = useContext(SignedInContext)?.getState().services;
  if (!services) throw new Error('nobody is signed in');
  return services;
};

const noFiles = { files: [], stored: new Map() };

/** Whether there are pending attachments, and whether they can be sent. */
const stateOf = (parts: Parts | null, conversationId: string): DialogFiles['state'] => {
  const files = parts?.draftFiles.filesOf(conversationId).files ?? [];
  const states = parts?.uploads.states.getState().states;
  if (files.some(({ fileId }) => states?.[fileId]?.kind === 'refused')) return 'blocked';
  return files.length === 0 ? 'none' : 'ready';
};

const subscribeTo = (parts: Parts | null) => (onChange: () => void) => {
  const stops = [
    parts?.draftFiles.store.subscribe(onChange),
    parts?.uploads.states.subscribe(onChange),
  ];
  return () => {
    for (const stop of stops) stop?.();
  };
};

/** The pending attachments of a conversation, for its dialog. */
const useDialogFiles = (
  services: SignedInServices,
  { parts, adding }: LoadedFiles,
  conversationId: string,
): DialogFiles => {
  const subscribe = useMemo(() => subscribeTo(parts), [parts]);
  const state = useSyncExternalStore(subscribe, () => stateOf(parts, conversationId));
  return useMemo(() => {
    const add = (given: readonly File[]): void => services.files.add(conversationId, given);
    return {
      draftFileList: parts && <parts.DraftFileList />,
      button: <AttachButton onFiles={add} />,
      state,
      adding,
      add,
      take: (isSending) => {
        if (!parts) return noFiles;
        const taken = parts.draftFiles.take(conversationId);
        const ids = taken.map(({ fileId }) => fileId);
        return { files: taken, stored: parts.uploads.handOver(ids, isSending) };
      },
    };
  }, [services, parts, adding, state, conversationId]);
};

/** What a dialog needs to send and to show files. Most of it is null before the first file. */
export const useFiles = (
  conversationId: string,
): { files: DialogFiles; parts: Parts | null; here: AttachmentsHere | null } => {
  const services = useSignedIn();
  const loaded = useStore(services.files.store);
  const { parts } = loaded;
  const files = useDialogFiles(services, loaded, conversationId);
  const here = useMemo(
    () => parts && { ...parts, conversationId, storedFile: services.storedFile },
    [parts, conversationId, services],
  );
  return { files, parts, here };
};
