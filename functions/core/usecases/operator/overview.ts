import type { InvitationMode, RegistrationMode } from '#contracts/closed-lists.ts';
import type { AdminOverview } from '#contracts/http/admin/shapes.ts';
import { version } from '#contracts/version.ts';
import type { Caller } from '../../domain/user.ts';
import type { TakesUploads } from '../../ports/attachments.ts';
import type { Directory, Figures } from '../../ports/directory.ts';
import type { InviteStore } from '../../ports/invitations.ts';
import type { Clock, HealthProbe } from '../../ports/system.ts';
import type { UserStore } from '../../ports/users.ts';
import type { Result } from '../../result.ts';
import { ok } from '../../result.ts';
import { authenticateOperator, type OperatorRefusal } from '../../shared/authenticate-operator.ts';
import { isoTime, isoTimeOrNull } from '../../views/time.ts';

interface Deps {
  readonly users: UserStore;
  readonly invites: InviteStore;
  readonly directory: Directory;
  readonly health: HealthProbe;
  readonly takesUploads: TakesUploads;
  readonly registration: RegistrationMode;
  readonly invitations: InvitationMode;
  readonly clock: Clock;
}

const viewOf = ({ people, storage, ...rest }: Figures) => {
  const { deactivated, activeInDays, conversations, messages, lastBackupAt } = rest;
  return {
    people: {
      total: people,
      ...(deactivated !== undefined && { deactivated }),
      ...(activeInDays && {
        active_today: activeInDays[0],
        active_this_week: activeInDays[1],
        active_this_month: activeInDays[2],
      }),
    },
    ...(conversations !== undefined && { conversations }),
    ...(messages !== undefined && { messages }),
    ...(storage && {
      storage: {
        files_bytes: storage.filesBytes,
        data_bytes: storage.dataBytes,
        free_bytes: storage.freeBytes,
      },
    }),
    ...(lastBackupAt !== undefined && { last_backup: { at: isoTimeOrNull(lastBackupAt) } }),
  };
};

export const makeGetOverview =
  (deps: Deps) =>
  async (caller: Caller): Promise<Result<AdminOverview, OperatorRefusal>> => {
    const operator = await authenticateOperator(deps.users, caller);
    if (!operator.ok) return operator;
    const { registration, invitations } = deps;
    const [figures, open, health, hasRoom] = await Promise.all([
      deps.directory.figures(deps.clock.now()),
      deps.invites.listOpen(null),
      deps.health.parts(),
      deps.takesUploads(),
    ]);
    return ok({
      version,
      ...viewOf(figures),
      health: { ...health, ...(!hasRoom && { uploads: 'paused' as const }) },
      registration,
      invitations,
      open_invitations: open.map(({ id, createdAt, expiresAt }) => ({
        id,
        created_at: isoTime(createdAt),
        expires_at: isoTime(expiresAt),
      })),
    });
  };
