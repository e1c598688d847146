import { UserError } from '../command.ts';

/** A row of another system: every value is text as PostgreSQL writes it; an absent column is null. */
export type ForeignRow = Readonly<Record<string, string | null>>;

/** The database of another system. All reads see the same moment. */
export interface Foreign {
  /** What a report may call it: without a password. */
  readonly name: string;
  /** The columns of each table. */
  tables(): Promise<ReadonlyMap<string, readonly string[]>>;
  /** `columns`: the names there, by the names that the rows get. */
  rows(table: string, columns: Readonly<Record<string, string>>): AsyncIterable<ForeignRow>;
  close(): Promise<void>;
}

/** A column that is read: its names in the systems that are known, the usual one first. */
interface Column {
  readonly names: readonly string[];
  readonly isRequired: boolean;
}

const needed = (...names: string[]): Column => ({ names, isRequired: true });
const maybe = (...names: string[]): Column => ({ names, isRequired: false });

const times = {
  edited: maybe('edited_at'),
  deleted: maybe('deleted_at'),
  isDeleted: maybe('is_deleted', 'deleted'),
  isRead: maybe('is_read', 'read'),
  readAt: maybe('read_at'),
};
const created = ['created_at', 'sent_at', 'timestamp'];
const texts = ['content', 'text', 'body'];

const users = {
  names: ['users', 'user', 'app_users'],
  columns: {
    id: needed('id'),
    username: needed('username', 'name', 'login'),
    hash: needed('hashed_password', 'password_hash', 'password'),
    email: maybe('email'),
    displayName: maybe('display_name', 'full_name'),
    isActive: maybe('is_active', 'active'),
    isDeleted: times.isDeleted,
    deleted: times.deleted,
    created: maybe('created_at', 'registered_at'),
    updated: maybe('updated_at'),
  },
} as const;

/** The tables of a mailbox service. */
const mailbox = {
  users,
  messages: {
    names: ['messages', 'message'],
    columns: {
      id: needed('id'),
      sender: needed('sender_id', 'from_id'),
      receiver: needed('receiver_id', 'recipient_id', 'to_id'),
      content: needed(...texts),
      created: needed(...created),
      ...times,
    },
  },
} as const;

/** The tables of a conversation service. */
const conversations = {
  users,
  conversations: {
    names: ['conversations', 'conversation', 'chats'],
    columns: {
      id: needed('id'),
      one: maybe('user_a_id', 'user1_id', 'user_one_id', 'member_a_id'),
      other: maybe('user_b_id', 'user2_id', 'user_two_id', 'member_b_id'),
      created: maybe('created_at'),
    },
  },
  members: {
    names: ['conversation_members', 'conversation_participants', 'participants', 'members'],
    isOptional: true,
    columns: {
      conversation: needed('conversation_id', 'chat_id'),
      user: needed('user_id'),
      lastRead: maybe('last_read_message_id'),
      lastReadAt: maybe('last_read_at'),
    },
  },
  messages: {
    names: ['messages', 'message'],
    columns: {
      id: needed('id'),
      conversation: needed('conversation_id', 'chat_id'),
      sender: needed('sender_id', 'author_id', 'user_id'),
      content: needed(...texts),
      created: needed(...created),
      replyTo: maybe('reply_to_id'),
      ...times,
    },
  },
  attachments: {
    names: ['attachments', 'message_attachments', 'files'],
    isOptional: true,
    columns: {
      id: needed('id'),
      message: needed('message_id'),
      path: needed('path', 'storage_path', 'file_path', 'stored_name', 'storage_key', 'url'),
      filename: maybe('filename', 'original_filename', 'original_name', 'file_name', 'name'),
      mime: maybe('mime', 'mime_type', 'content_type'),
    },
  },
} as const;

interface TableShape {
  readonly names: readonly string[];
  readonly isOptional?: boolean;
  readonly columns: Readonly<Record<string, Column>>;
}
const kinds: Readonly<Record<ForeignKind, Readonly<Record<string, TableShape>>>> = {
  mailbox,
  conversations,
};
export type ForeignKind = 'mailbox' | 'conversations';
export type TableName = 'users' | 'conversations' | 'members' | 'messages' | 'attachments';

/** A table that is read: its name there, and its columns there by their names here. */
interface FoundTable {
  readonly table: string;
  readonly columns: Readonly<Record<string, string>>;
}
export interface Plan {
  readonly kind: ForeignKind;
  readonly tables: Readonly<Partial<Record<TableName, FoundTable>>>;
  /** Tables and columns that are not imported. */
  readonly ignored: readonly string[];
}

type Tables = ReadonlyMap<string, readonly string[]>;
const firstOf = (names: readonly string[], found: Iterable<string>): string | undefined => {
  const all = new Set(found);
  return names.find((name) => all.has(name));
};

const kindOf = (tables: Tables): ForeignKind => {
  const messages = tables.get(firstOf(mailbox.messages.names, tables.keys()) ?? '') ?? [];
  if (firstOf(conversations.messages.columns.conversation.names, messages)) return 'conversations';
  if (firstOf(mailbox.messages.columns.receiver.names, messages)) return 'mailbox';
  const seen = messages.length > 0 ? `messages has ${messages.join(', ')}` : 'no table messages';
  throw new UserError(
    `this is no messenger that can be imported (docs/moving/import.md): its messages need receiver_id or conversation_id, found ${seen}`,
  );
};

const columnsOf = (
  table: string,
  shape: TableShape,
  found: readonly string[],
  faults: string[],
) => {
  const columns: Record<string, string> = {};
  for (const [key, { names, isRequired }] of Object.entries(shape.columns)) {
    const name = firstOf(names, found);
    if (name !== undefined) columns[key] = name;
    else if (isRequired) {
      faults.push(`${table} has no column ${names.join(' or ')} (it has ${found.join(', ')})`);
    }
  }
  return columns;
};

/** Finds out which system it is, and what of it is read. @throws UserError that names what is missing */
export const planOf = (tables: Tables): Plan => {
  const kind = kindOf(tables);
  const faults: string[] = [];
  const plan: Partial<Record<TableName, FoundTable>> = {};
  const used = new Set<string>();
  for (const [key, shape] of Object.entries(kinds[kind])) {
    const table = firstOf(shape.names, tables.keys());
    if (table === undefined) {
      if (!shape.isOptional) faults.push(`there is no table ${shape.names.join(' or ')}`);
      continue;
    }
    const columns = columnsOf(table, shape, tables.get(table) ?? [], faults);
    plan[key as TableName] = { table, columns };
    used.add(table);
    for (const column of Object.values(columns)) used.add(`${table}.${column}`);
  }
  const { conversations: talks, members } = plan;
  if (
    kind === 'conversations' &&
    talks &&
    !members &&
    !(talks.columns['one'] && talks.columns['other'])
  ) {
    faults.push(
      `the members are missing: neither a table ${conversations.members.names.join(' or ')} nor the columns user_a_id and user_b_id of ${talks.table}`,
    );
  }
  if (faults.length > 0) throw new UserError(faults.join('; '));
  const all = [...tables].flatMap(([table, columns]) =>
    used.has(table) ? columns.map((column) => `${table}.${column}`) : [table],
  );
  return { kind, tables: plan, ignored: all.filter((name) => !used.has(name)) };
};
