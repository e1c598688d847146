import { useId, useState } from 'react';
import type { DeviceQuietHours } from '#site/lib/preferences.ts';
import { parseQuietHours } from '#site/lib/preferences.ts';
import { setPreferences, usePreferences } from '#site/lib/use-preferences.ts';
import { Alert } from '#site/ui/alert.tsx';
import { SwitchRow } from '#site/ui/switch-row.tsx';
import { words } from '../model/words.ts';

const usual: DeviceQuietHours = { from: '22:00', to: '07:00' };

const TimeField = ({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) => {
  const id = useId();
  return (
    <div className="flex flex-1 flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <input
        id={id}
        type="time"
        required
        value={value}
        onChange={({ target }) => onChange(target.value)}
        className="h-11 w-full rounded-xl border border-line-strong bg-raised px-3.5 tabular-nums"
      />
    </div>
  );
};

/** Saves each valid change at once. */
const Times = ({ hours }: { hours: DeviceQuietHours }) => {
  const [typed, setTyped] = useState(hours);
  const change = (part: Partial<DeviceQuietHours>): void => {
    const next = { ...typed, ...part };
    setTyped(next);
    const valid = parseQuietHours(next);
    if (valid) setPreferences({ quietHours: valid });
  };
  return (
    <>
      <div className="flex gap-4">
        <TimeField label={words.from} value={typed.from} onChange={(from) => change({ from })} />
        <TimeField label={words.to} value={typed.to} onChange={(to) => change({ to })} />
      </div>
      {typed.from !== '' && typed.from === typed.to && <Alert>{words.differ}</Alert>}
    </>
  );
};

export const QuietHours = () => {
  const { quietHours } = usePreferences();
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return (
    <>
      <SwitchRow
        label={words.quiet}
        hint={words.quietHint(timeZone)}
        isOn={quietHours !== null}
        onChange={(isOn) => setPreferences({ quietHours: isOn ? usual : null })}
      />
      {quietHours && <Times hours={quietHours} />}
    </>
  );
};
