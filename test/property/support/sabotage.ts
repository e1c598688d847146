import { vi } from 'vitest';
import type * as Settings from '#core/domain/member-settings.ts';
import type * as Changes from '#core/domain/message-changes.ts';
import type * as Read from '#core/domain/read.ts';
import type * as Request from '#core/domain/requests/message-request.ts';
import type * as Send from '#core/domain/send.ts';
import type * as Decision from '#core/shared/send-decision.ts';
import type * as Profile from '#core/usecases/account/update-me.ts';
import type * as Accept from '#core/usecases/invitations/accept-invitation.ts';
import { openLocalHome } from './local-home.ts';
import type { PropertyHome } from './run.ts';

interface Sabotage {
  /** A module of the server. */
  readonly module: string;
  /** From the original module to the exports that replace its own. */
  // biome-ignore lint/suspicious/noExplicitAny: each one knows its own module
  readonly broken: (real: any) => object;
}

/** A guard of the server, broken on purpose to prove that the property detects it. */
export const sabotages: Readonly<Record<string, Sabotage>> = {
  'a send leaves no guard behind': {
    module: 'core/domain/send.ts',
    broken: ({ sendChange }: typeof Send) => ({
      sendChange: (...args: Parameters<typeof sendChange>) => {
        const { guard: _guard, ...change } = sendChange(...args);
        return change;
      },
    }),
  },
  'a deleted message still counts': {
    module: 'core/domain/message-changes.ts',
    broken: ({ deleteChange }: typeof Changes) => ({
      deleteChange: (...[conversation, ...rest]: Parameters<typeof deleteChange>) => {
        const change = deleteChange(conversation, ...rest);
        const { states } = conversation;
        return { ...change, conversation: { ...change.conversation, states } };
      },
    }),
  },
  'an edit has no entry in the log': {
    module: 'core/domain/message-changes.ts',
    broken: ({ editChange }: typeof Changes) => ({
      editChange: (...args: Parameters<typeof editChange>) => {
        const { record: _record, ...change } = editChange(...args) ?? {};
        return 'update' in change ? change : null;
      },
    }),
  },
  'a reaction is added to the one before': {
    module: 'core/domain/message-changes.ts',
    broken: ({ reactionChange }: typeof Changes) => ({
      reactionChange: (...args: Parameters<typeof reactionChange>) => {
        const change = reactionChange(...args);
        const [, message, userId, emoji] = args;
        if (!change || emoji === null) return change;
        const reactions = [...message.reactions, { userId, emoji }];
        return { ...change, update: { ...change.update, reactions } };
      },
    }),
  },
  'a reaction has no entry in the log': {
    module: 'core/domain/message-changes.ts',
    broken: ({ reactionChange }: typeof Changes) => ({
      reactionChange: (...args: Parameters<typeof reactionChange>) => {
        const { record: _record, ...change } = reactionChange(...args) ?? {};
        return 'update' in change ? change : null;
      },
    }),
  },
  'a deleted message has reactions': {
    module: 'core/domain/message-changes.ts',
    broken: ({ deleteChange }: typeof Changes) => ({
      deleteChange: (...[conversation, message, now]: Parameters<typeof deleteChange>) => {
        const change = deleteChange(conversation, message, now);
        return { ...change, update: { ...change.update, reactions: message.reactions } };
      },
    }),
  },
  'a read leaves the message unread': {
    module: 'core/domain/message-changes.ts',
    broken: ({ readMessageChange }: typeof Changes) => ({
      readMessageChange: (...[conversation, ...rest]: Parameters<typeof readMessageChange>) => {
        const change = readMessageChange(conversation, ...rest);
        const { states } = conversation;
        return change && { ...change, conversation: { ...change.conversation, states } };
      },
    }),
  },
  'a read mark goes back': {
    module: 'core/domain/read.ts',
    broken: ({ readUpToChange }: typeof Read) => ({
      readUpToChange: (...[conversation, readerId, ...rest]: Parameters<typeof readUpToChange>) => {
        const state = {
          unread: 0,
          received: 0,
          sent: 0,
          ...conversation.states[readerId],
          readSeq: 0,
        };
        const states = { ...conversation.states, [readerId]: state };
        return readUpToChange({ ...conversation, states }, readerId, ...rest);
      },
    }),
  },
  'archiving ends a mute': {
    module: 'core/domain/member-settings.ts',
    broken: ({ nextSettings }: typeof Settings) => ({
      nextSettings: (...args: Parameters<typeof nextSettings>) => {
        const next = nextSettings(...args);
        const isArchived = typeof next === 'object' && next !== null && next.archivedSeq !== null;
        return isArchived ? { ...next, mutedUntil: null } : next;
      },
    }),
  },
  'an archived conversation never comes back': {
    module: 'contracts/member-rules.ts',
    broken: () => ({
      isArchivedAt: ({ archivedSeq }: { archivedSeq: number | null }) => archivedSeq !== null,
    }),
  },
  'what somebody has cleared or deleted for themselves is still shown': {
    module: 'core/domain/visibility/visible.ts',
    broken: () => ({ isVisible: () => true }),
  },
  'a request is accepted by nothing': {
    module: 'core/domain/requests/message-request.ts',
    broken: () => ({ withoutRequest: (state: object) => state }),
  },
  'a declined request is still shown': {
    module: 'core/domain/requests/message-request.ts',
    broken: ({ declineChange }: typeof Request) => ({
      declineChange: (...args: Parameters<typeof declineChange>) => {
        const change = declineChange(...args);
        return (
          change && { ...change, conversation: { ...change.conversation, states: args[0].states } }
        );
      },
    }),
  },
  'a request may bring files': {
    module: 'core/domain/requests/message-request.ts',
    broken: () => ({ mayBeSent: () => true }),
  },
  'everybody is a member': {
    module: 'core/domain/conversation.ts',
    broken: () => ({ isMember: () => true }),
  },
  'who has left goes on': {
    module: 'core/domain/user.ts',
    broken: () => ({ isTokenAccepted: () => true }),
  },
  'files of others may be sent': {
    module: 'core/shared/send-decision.ts',
    broken: ({ takeOwn }: typeof Decision) => ({
      takeOwn:
        (ownerId: string, ids: readonly string[]): Decision.TakeAttachments =>
        (snapshot) => {
          const stolen = [...snapshot.attachments].map(
            ([id, attachment]) => [id, { ...attachment, ownerId }] as const,
          );
          return takeOwn(ownerId, ids)({ ...snapshot, attachments: new Map(stolen) });
        },
    }),
  },
  'an invitation can be used twice': {
    module: 'core/usecases/invitations/accept-invitation.ts',
    broken: ({ makeAcceptInvitation }: typeof Accept) => ({
      makeAcceptInvitation: (deps: Parameters<typeof makeAcceptInvitation>[0]) =>
        makeAcceptInvitation({ ...deps, invites: { ...deps.invites, use: async () => true } }),
    }),
  },
  'a photo cannot be removed': {
    module: 'core/usecases/account/update-me.ts',
    broken: ({ makeUpdateMe }: typeof Profile) => ({
      makeUpdateMe: (deps: Parameters<typeof makeUpdateMe>[0]) => {
        const updateMe = makeUpdateMe(deps);
        return (...[caller, wanted]: Parameters<typeof updateMe>) =>
          updateMe(caller, { ...wanted, photo: wanted.photo ?? undefined });
      },
    }),
  },
  'a block stops nothing': {
    module: 'adapters/local/sqlite/block-store.ts',
    broken: () => ({ isBlockedBetween: () => false }),
  },
};

/** Opens the handlers with one module broken; restores it afterwards. */
export const openBrokenHome = async ({ module, broken }: Sabotage): Promise<PropertyHome> => {
  const path = `../../../functions/${module}`;
  vi.resetModules();
  vi.doMock(path, async (importReal) => {
    const real = await importReal<object>();
    return { ...real, ...broken(real) };
  });
  const home = await openLocalHome();
  vi.doUnmock(path);
  return home;
};
