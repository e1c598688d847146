import type { ServerEvent } from '#contracts/realtime.ts';
import type { Call } from '../http/call.ts';
import type { Cache } from './cache.ts';
import { mergeConversation } from './conversation-index.ts';
import type { SettingsChange } from './member-settings.ts';
import type { PendingPlace, RefusalCode } from './pending/pending-changes.ts';
import { createPendingChanges } from './pending/pending-changes.ts';

type SettingsEvent = Extract<ServerEvent, { type: 'conversation:settings' }>;

export interface SettingsDeps {
  readonly call: Call;
  readonly place: PendingPlace;
  readonly cache: Cache;
  /** This tab's own open socket: the answer to a change replaces its event. */
  readonly socketId: () => string | undefined;
  /** The event that an answer replaces, for listeners and other tabs. */
  readonly onChanged: (event: SettingsEvent) => void;
}

/** A change that the server refused: it is undone. */
export interface RefusedSettings {
  readonly conversationId: string;
  readonly code?: RefusalCode;
}

type Field = keyof SettingsChange;
const fieldsOf = (change: SettingsChange): Field[] => Object.keys(change) as Field[];

const without = (change: SettingsChange, dropped: (field: Field) => boolean): SettingsChange =>
  Object.fromEntries(Object.entries(change).filter(([field]) => !dropped(field as Field)));

/** `archived_seq` belongs to the archiving of the same change. */
const merged = (known: SettingsChange, change: SettingsChange): SettingsChange =>
  change.is_archived === undefined
    ? { ...known, ...change }
    : { ...without(known, (field) => field === 'archived_seq'), ...change };

/** Sends the user's changes of settings. The last change of a field wins. */
export const createSettingsChanges = ({ call, place, cache, socketId, onChanged }: SettingsDeps) =>
  createPendingChanges<SettingsChange, RefusedSettings>({
    kind: 'settings',
    place,
    send: async (id, change) => {
      const own = socketId();
      const body = { ...change, ...(own !== undefined && { socket_id: own }) };
      const changed = await call('PATCH /api/conversations/{id}/me', { params: { id }, body });
      cache.setConversations((index) => mergeConversation(index, changed));
      if (own === undefined) return;
      onChanged({ type: 'conversation:settings', conversation_id: id, payload: changed.me });
    },
    merge: (known = {}, change) => merged(known, change),
    // Fields that have been changed again since they were sent, and those that a refusal is not about.
    rest: (known, sent, code) => {
      const done = code === 'too_many_pinned' ? ['is_pinned'] : fieldsOf(sent);
      const rest = without(known, (field) => done.includes(field) && known[field] === sent[field]);
      return fieldsOf(rest).length > 0 ? rest : undefined;
    },
    refusalOf: (conversationId, code) => ({ conversationId, ...(code && { code }) }),
  });
