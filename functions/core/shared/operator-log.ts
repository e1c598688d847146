import type { OperatorAction } from '#contracts/closed-lists.ts';
import { operatorAction } from '../domain/audit.ts';
import type { SessionClient } from '../domain/session.ts';
import type { User } from '../domain/user.ts';
import type { AuditLog } from '../ports/audit.ts';
import type { Clock } from '../ports/system.ts';

interface Deps {
  readonly audit: AuditLog;
  readonly clock: Clock;
}

const nowhere: SessionClient = { device: '', address: '' };

/** Logs an action for the person. `operator`: null for the command line. */
export const logForPerson = (
  { audit, clock }: Deps,
  operator: User | null,
  user: User,
  action: OperatorAction,
): Promise<void> => {
  const who = { ...(operator && { operator: operator.username }), user: user.username };
  return audit.add(user.id, operatorAction(action, clock.now(), who, nowhere));
};

/** Logs an action for the operator, before it is done. */
export const logForOperator = (
  { audit, clock }: Deps,
  operator: User,
  client: SessionClient,
  { action, user }: { readonly action: OperatorAction; readonly user?: User },
): Promise<void> => {
  const who = { operator: operator.username, ...(user && { user: user.username }) };
  return audit.add(operator.id, operatorAction(action, clock.now(), who, client));
};
