import type { ErrorCode } from '#contracts/errors.ts';
import type { ServerEvent } from '#contracts/realtime.ts';
import { ApiError } from '../http/api-error.ts';
import type { Call } from '../http/call.ts';
import { createStore } from '../platform/store.ts';
import type { Cache } from './cache.ts';
import { mergeConversation } from './conversation-index.ts';
import type { PendingSettings, SettingsChange } from './member-settings.ts';

type SettingsEvent = Extract<ServerEvent, { type: 'conversation:settings' }>;

interface SettingsDeps {
  readonly call: Call;
  readonly cache: Cache;
  /** This tab's own open socket: the answer to a change replaces its event. */
  readonly socketId: () => string | undefined;
  /** The event that an answer replaces, for listeners and other tabs. */
  readonly onChanged: (event: SettingsEvent) => void;
}

/** A change that the server refused: it is undone. */
export interface RefusedSettings {
  readonly conversationId: string;
  /** Absent if the server gave no error code. */
  readonly code?: ApiError['code'] | ErrorCode;
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

/**
 * Sends the user's changes of settings. They are shown at once; the last change of a field wins; changes
 * without an answer are sent again after the next pong.
 */
export const createSettingsChanges = ({ call, cache, socketId, onChanged }: SettingsDeps) => {
  const wanted = new Map<string, SettingsChange>();
  const busy = new Set<string>();
  const store = createStore<{ pending: PendingSettings; refused: RefusedSettings | null }>(() => ({
    pending: {},
    refused: null,
  }));
  const show = (): void => store.setState({ pending: Object.fromEntries(wanted) });

  /** Removes fields that have not been changed again since they were sent. */
  const settle = (id: string, sent: SettingsChange, fields: readonly Field[]): void => {
    const known = wanted.get(id) ?? {};
    const rest = without(known, (field) => fields.includes(field) && known[field] === sent[field]);
    if (fieldsOf(rest).length > 0) wanted.set(id, rest);
    else wanted.delete(id);
    show();
  };

  const refuse = (id: string, sent: SettingsChange, error: unknown): void => {
    const code = error instanceof ApiError ? error.code : undefined;
    const isAboutPins = code === 'too_many_pinned';
    settle(id, sent, isAboutPins ? ['is_pinned'] : fieldsOf(sent));
    store.setState({ refused: { conversationId: id, ...(code && { code }) } });
  };

  const send = async (id: string, change: SettingsChange): Promise<void> => {
    const own = socketId();
    const body = { ...change, ...(own !== undefined && { socket_id: own }) };
    const changed = await call('PATCH /api/conversations/{id}/me', { params: { id }, body });
    cache.setConversations((index) => mergeConversation(index, changed));
    settle(id, change, fieldsOf(change));
    if (own === undefined) return;
    onChanged({ type: 'conversation:settings', conversation_id: id, payload: changed.me });
  };

  const run = async (id: string): Promise<void> => {
    if (busy.has(id)) return;
    busy.add(id);
    try {
      for (let next = wanted.get(id); next !== undefined; next = wanted.get(id)) {
        try {
          await send(id, next);
        } catch (error) {
          if (error instanceof ApiError && error.isTransient) return;
          refuse(id, next, error);
        }
      }
    } finally {
      busy.delete(id);
    }
  };

  return {
    store,
    change: (id: string, change: SettingsChange): void => {
      wanted.set(id, merged(wanted.get(id) ?? {}, change));
      show();
      void run(id);
    },
    /** The server can be reached: sends changes without an answer. */
    resume: (): void => {
      for (const id of wanted.keys()) void run(id);
    },
    /** The user has closed the message about the refusal. */
    dismiss: (): void => store.setState({ refused: null }),
    reset: (): void => {
      wanted.clear();
      show();
    },
  };
};
