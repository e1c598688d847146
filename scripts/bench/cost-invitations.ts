import type { Caller } from '#core/domain/user.ts';
import type { OpeningDeps } from '#core/usecases/conversations/open-conversation.ts';
import { makeAcceptInvitation } from '#core/usecases/invitations/accept-invitation.ts';
import {
  makeCreateInvitation,
  makeListInvitations,
} from '#core/usecases/invitations/own-invitations.ts';
import { dynamoCounterStore } from '#functions/adapters/aws/dynamodb/counter-store.ts';
import type { Table } from '#functions/adapters/aws/dynamodb/table/table.ts';
import { dynamoInviteStore } from '#functions/adapters/aws/dynamodb/users/invite-store.ts';

type Measure = (name: string, work: () => Promise<unknown>, budget?: string) => Promise<void>;

/** `invited`: somebody without a conversation with the caller. */
export const measureInvitations = async (
  table: Table,
  opening: OpeningDeps,
  { caller, invited }: { caller: Caller; invited: Caller },
  measure: Measure,
): Promise<void> => {
  const deps = {
    ...opening,
    invites: dynamoInviteStore(table),
    counters: dynamoCounterStore(table),
    invitations: 'everyone' as const,
  };
  let code = '';
  await measure('create an invitation', async () => {
    const created = await makeCreateInvitation(deps)(caller);
    if (!created.ok) throw new Error(created.code);
    code = created.value.code;
  });
  await measure('list of open invitations', () => makeListInvitations(deps)(caller));
  await measure('accept an invitation', () => makeAcceptInvitation(deps)(invited, code));
};
