import { ApiError } from '#client';
import type { Conversation } from '#contracts/http/conversations.ts';
import type { ExportItem } from '#contracts/http/export.ts';
import type { SecondFactor } from '#contracts/http/factor/factor.ts';
import type { Invitation } from '#contracts/http/invitation-shapes.ts';
import type { Me } from '#contracts/http/me.ts';
import type { Message } from '#contracts/http/messages.ts';
import type { Passkey } from '#contracts/http/passkeys/passkeys.ts';
import type { AccountEvent } from '#contracts/http/sessions.ts';

/** The exported file: all data stored about a user. Messages are oldest first. */
export interface ExportFile {
  readonly exported_at: string;
  readonly profile: Me | null;
  readonly blocked_user_ids: string[];
  readonly account_events: AccountEvent[];
  readonly second_factor: SecondFactor | null;
  readonly passkeys: Passkey[];
  readonly open_invitations: Invitation[];
  readonly conversations: (Conversation & { messages: Message[] })[];
}
export interface ExportProgress {
  readonly conversations: number;
  readonly messages: number;
}

interface ExportPage {
  readonly items: readonly ExportItem[];
  readonly next_cursor: string | null;
}

interface ExportDeps {
  readonly readPage: (cursor: string | undefined) => Promise<ExportPage>;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly now: () => number;
  readonly onProgress: (progress: ExportProgress) => void;
}

const MAX_ATTEMPTS = 6;

/** Repeats a page if the server is busy or away for a moment. @throws ApiError if that persists */
const patiently = async (
  { readPage, sleep }: ExportDeps,
  cursor: string | undefined,
): Promise<ExportPage> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await readPage(cursor);
    } catch (error) {
      const isWorthwhile = error instanceof ApiError && error.isTransient;
      if (!isWorthwhile || attempt >= MAX_ATTEMPTS) throw error;
      await sleep((error.retryAfterSeconds ?? 2 ** (attempt - 1)) * 1_000);
    }
  }
};

/** The export sends each conversation before its messages, newest first. */
const add = (file: ExportFile, item: ExportItem): ExportFile => {
  switch (item.type) {
    case 'profile':
      return { ...file, profile: item.profile };
    case 'block':
      file.blocked_user_ids.push(item.user_id);
      return file;
    case 'event':
      file.account_events.push(item.event);
      return file;
    case 'second_factor':
      return { ...file, second_factor: item.second_factor };
    case 'passkey':
      file.passkeys.push(item.passkey);
      return file;
    case 'invitation':
      file.open_invitations.push(item.invitation);
      return file;
    case 'conversation':
      file.conversations.push({ ...item.conversation, messages: [] });
      return file;
    case 'message':
      file.conversations.at(-1)?.messages.push(item.message);
      return file;
  }
};

/** Reads all pages of the export. */
export const collectExport = async (deps: ExportDeps): Promise<ExportFile> => {
  let file: ExportFile = {
    exported_at: new Date(deps.now()).toISOString(),
    profile: null,
    blocked_user_ids: [],
    account_events: [],
    second_factor: null,
    passkeys: [],
    open_invitations: [],
    conversations: [],
  };
  let messages = 0;
  let cursor: string | undefined;
  do {
    const page = await patiently(deps, cursor);
    for (const item of page.items) file = add(file, item);
    messages += page.items.filter(({ type }) => type === 'message').length;
    deps.onProgress({ conversations: file.conversations.length, messages });
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  for (const conversation of file.conversations) conversation.messages.reverse();
  return file;
};
