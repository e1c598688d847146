import type { SessionEnd } from '#contracts/session-end.ts';

const elsewhere =
  'Du wurdest von einem anderen Gerät aus abgemeldet. Melde dich an, um weiterzumachen.';
const changed = 'Das Passwort wurde geändert, darum meldet sich jedes Gerät mit dem neuen an.';

/** Why the user has to sign in again. */
export const endings: Record<SessionEnd, string> = {
  signed_out: elsewhere,
  signed_out_elsewhere: elsewhere,
  signed_out_everywhere: elsewhere,
  password_changed: changed,
  password_reset: changed,
  ended_by_operator: 'Ein Betreiber hat dieses Gerät abgemeldet.',
  account_deactivated: 'Dieses Konto wurde deaktiviert.',
  token_reused:
    'Vielleicht hat jemand diese Sitzung kopiert, darum wurde sie beendet. Melde dich neu an und sieh in den Einstellungen deine Geräte durch.',
  too_many_sessions:
    'Du hast dich auf vielen anderen Geräten angemeldet, darum wurde dieses abgemeldet.',
  keys_rotated:
    'Der Server wurde wiederhergestellt oder hat neue Schlüssel: Alle melden sich neu an.',
  expired: 'Deine Sitzung ist abgelaufen. Melde dich an, um weiterzumachen.',
};
