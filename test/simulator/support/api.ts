import { ApiError } from '#client';
import type { ConversationView, RequestMode } from '#contracts/closed-lists.ts';
import { errorStatus } from '#contracts/errors.ts';
import { afterOf } from '#contracts/http/disappearing/times.ts';
import type { Caller } from '#core/domain/user.ts';
import type { AttachmentStore } from '#core/ports/attachments.ts';
import type { ConversationStore } from '#core/ports/conversations.ts';
import type { CounterStore } from '#core/ports/counters.ts';
import type { MemberSettingsStore } from '#core/ports/member-settings.ts';
import type { TicketStore } from '#core/ports/sockets.ts';
import type { Clock, Ids } from '#core/ports/system.ts';
import type { BlockStore, UserStore } from '#core/ports/users.ts';
import type { Push } from '#core/push.ts';
import type { Result } from '#core/result.ts';
import { makeGetUser } from '#core/usecases/account/get-user.ts';
import { makeCompleteAttachment } from '#core/usecases/attachments/complete-attachment.ts';
import { makeCreateAttachment } from '#core/usecases/attachments/create-attachment.ts';
import { makeGetConversation } from '#core/usecases/conversations/get-conversation.ts';
import { makeListConversations } from '#core/usecases/conversations/list-conversations.ts';
import { makeListMessages } from '#core/usecases/conversations/list-messages.ts';
import { makeOpenConversation } from '#core/usecases/conversations/open-conversation.ts';
import { makeReadLog } from '#core/usecases/conversations/read-log.ts';
import { makeReadUpTo } from '#core/usecases/conversations/read-up-to.ts';
import { makeSetDisappearing } from '#core/usecases/conversations/set-disappearing.ts';
import { makeUpdateSettings } from '#core/usecases/conversations/update-settings.ts';
import { makeChangeMarks } from '#core/usecases/marks/change-marks.ts';
import { makeGetMarks } from '#core/usecases/marks/get-marks.ts';
import {
  makeDeleteMessage,
  makeEditMessage,
  makeReadMessage,
} from '#core/usecases/messages/change-message.ts';
import { makeDeleteReaction, makePutReaction } from '#core/usecases/messages/react-to-message.ts';
import { makeSendMessage } from '#core/usecases/messages/send-message.ts';
import { makeIssueTicket } from '#core/usecases/sockets/issue-ticket.ts';
import { fileRules } from '../../support/builders.ts';
import type { MemoryBlobs } from '../../support/memory-blobs.ts';
import { alwaysRoom, noLook } from '../../support/memory-blobs.ts';

interface ApiDeps {
  readonly users: UserStore;
  readonly conversations: ConversationStore;
  readonly blocks: BlockStore;
  readonly settings: MemberSettingsStore;
  readonly tickets: TicketStore;
  readonly attachments: AttachmentStore;
  readonly counters: CounterStore;
  readonly files: MemoryBlobs;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly push: Push;
  readonly requests: RequestMode;
}

/** A request after gateway and contract, as a use case receives it. */
export interface Request {
  readonly params?: { readonly id: string };
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
}
type Route = (caller: Caller, request: Request) => Promise<unknown>;

/** The value of a result; a refusal becomes the error that the site's transport throws. */
const answer = <T>(result: Result<T>): T => {
  if (result.ok) return result.value;
  throw new ApiError(errorStatus[result.code], result.code);
};

const number = (query: Request['query'], name: string, otherwise: number): number =>
  Number(query?.[name] ?? otherwise);

const conversationRoutes = (deps: ApiDeps): Record<string, Route> => {
  const list = makeListConversations(deps);
  const get = makeGetConversation(deps);
  const open = makeOpenConversation(deps);
  const history = makeListMessages(deps);
  const log = makeReadLog(deps);
  const readUpTo = makeReadUpTo(deps);
  const setDisappearing = makeSetDisappearing(deps);
  const changeMarks = makeChangeMarks(deps);
  const getMarks = makeGetMarks(deps);
  const updateSettings = makeUpdateSettings(deps);
  const send = makeSendMessage(deps);
  return {
    'GET /api/conversations': async (caller, { query }) =>
      answer(
        await list(caller, {
          page: number(query, 'page', 1),
          size: number(query, 'size', 20),
          view: (query?.['view'] ?? 'all') as ConversationView,
        }),
      ),
    'GET /api/conversations/{id}': async (caller, { params }) =>
      answer(await get(caller, params?.id ?? '')),
    'POST /api/conversations': async (caller, { body }) =>
      answer(await open(caller, String(body?.['peer_id']))).conversation,
    'GET /api/conversations/{id}/messages': async (caller, { params, query }) =>
      answer(
        await history(caller, {
          conversationId: params?.id ?? '',
          cursor: query?.['cursor'],
          limit: number(query, 'limit', 50),
        }),
      ),
    'GET /api/conversations/{id}/log': async (caller, { params, query }) =>
      answer(
        await log(caller, {
          conversationId: params?.id ?? '',
          after: number(query, 'after', 0),
          limit: number(query, 'limit', 50),
        }),
      ),
    'PATCH /api/conversations/{id}/me': async (caller, { params, body }) =>
      answer(
        await updateSettings(caller, {
          conversationId: params?.id ?? '',
          mutedUntil: body?.['muted_until'] as number | null,
        }),
      ),
    'PUT /api/conversations/{id}/disappearing': async (caller, { params, body }) =>
      answer(
        await setDisappearing(caller, {
          conversationId: params?.id ?? '',
          after: afterOf(Number(body?.['after'])),
        }),
      ),
    'GET /api/conversations/{id}/marks': async (caller, { params }) =>
      answer(await getMarks(caller, params?.id ?? '')),
    'PATCH /api/conversations/{id}/marks': async (caller, { params, body }) =>
      answer(
        await changeMarks(caller, {
          conversationId: params?.id ?? '',
          clearedSeq: body?.['cleared_seq'] as number | undefined,
          hide: body?.['hide'] as string[] | undefined,
          star: body?.['star'] as string[] | undefined,
          unstar: body?.['unstar'] as string[] | undefined,
          socketId: body?.['socket_id'] as string | undefined,
        }),
      ),
    'POST /api/conversations/{id}/read': async (caller, { params, body }) =>
      answer(
        await readUpTo(caller, {
          conversationId: params?.id ?? '',
          seq: Number(body?.['seq']),
          socketId: body?.['socket_id'] as string | undefined,
        }),
      ),
    'POST /api/conversations/{id}/messages': async (caller, { params, body }) => {
      const socketId = body?.['socket_id'] as string | undefined;
      const { message, ver } = answer(
        await send.inConversation(caller, params?.id ?? '', {
          content: body?.['content'] as string | undefined,
          attachmentIds: body?.['attachment_ids'] as string[] | undefined,
          clientId: String(body?.['client_id']),
          replyToId: body?.['reply_to_id'] as string | undefined,
          socketId,
        }),
      );
      return socketId === undefined ? message : { ...message, ver };
    },
  };
};

const messageRoutes = (deps: ApiDeps): Record<string, Route> => {
  const edit = makeEditMessage(deps);
  const remove = makeDeleteMessage(deps);
  const read = makeReadMessage(deps);
  const react = makePutReaction(deps);
  const unreact = makeDeleteReaction(deps);
  const issueTicket = makeIssueTicket(deps);
  const getUser = makeGetUser(deps);
  return {
    'PATCH /api/messages/{id}': async (caller, { params, body }) =>
      answer(await edit(caller, { id: params?.id ?? '', content: String(body?.['content']) })),
    'DELETE /api/messages/{id}': async (caller, { params }) =>
      answer(await remove(caller, { id: params?.id ?? '', onlyUnread: false })),
    'POST /api/messages/{id}/read': async (caller, { params }) =>
      answer(await read(caller, params?.id ?? '')),
    'PUT /api/messages/{id}/reaction': async (caller, { params, body }) =>
      answer(await react(caller, { id: params?.id ?? '', emoji: String(body?.['emoji']) })),
    'DELETE /api/messages/{id}/reaction': async (caller, { params }) =>
      answer(await unreact(caller, params?.id ?? '')),
    'GET /api/users/{id}': async (caller, { params }) =>
      answer(await getUser(caller, params?.id ?? '')),
    'POST /api/realtime/ticket': async (caller) => answer(await issueTicket(caller)),
  };
};

const attachmentRoutes = (deps: ApiDeps): Record<string, Route> => {
  const { blobs, uploaded } = deps.files;
  const create = makeCreateAttachment({
    ...deps,
    blobs,
    takesUploads: alwaysRoom,
    fileRules: fileRules(),
  });
  const complete = makeCompleteAttachment({ ...deps, blobs, inspector: noLook });
  return {
    'POST /api/attachments': async (caller, { body }) =>
      answer(
        await create(caller, {
          filename: String(body?.['filename']),
          mime: String(body?.['mime']),
          sizeBytes: Number(body?.['size_bytes']),
        }),
      ),
    'POST /api/attachments/{id}/complete': async (caller, { params }) =>
      answer(await complete(caller, params?.id ?? '')),
    'POST /files': async (_caller, { body }) =>
      uploaded(String(body?.['key']), new TextEncoder().encode(String(body?.['text']))),
  };
};

/** Routes by `METHOD /path`, answered by their use cases. */
export const makeApi = (deps: ApiDeps) => {
  const routes = {
    ...conversationRoutes(deps),
    ...messageRoutes(deps),
    ...attachmentRoutes(deps),
  };
  return async (userId: string, key: string, request: Request): Promise<unknown> => {
    const route = routes[key];
    if (!route) throw new Error(`the simulated server has no ${key}`);
    const caller: Caller = {
      userId,
      issuedAt: deps.clock.now(),
      sessionId: null,
      tokenUse: 'access',
    };
    // Copied like JSON, so that the two sides share no objects.
    return structuredClone(await route(caller, request));
  };
};
