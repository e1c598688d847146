import { passkeyLimits } from '#contracts/http/passkeys/passkey-limits.ts';
import { TextField } from '#site/ui/text-field.tsx';
import { words } from '../words.ts';

export const NameField = ({
  value,
  onChange,
}: {
  value: string;
  onChange: (value: string) => void;
}) => (
  <TextField
    label={words.name}
    value={value}
    maxLength={passkeyLimits.nameLength}
    autoComplete="off"
    required
    onChange={(event) => onChange(event.target.value)}
  />
);
