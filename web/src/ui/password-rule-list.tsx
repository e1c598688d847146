import { Check, Dot } from 'lucide-react';
import { classes } from '../lib/text.ts';
import { strings } from '../strings/strings.ts';
import { passwordRules } from './password-rules.ts';

/** The password rules, checked off while typing. `isRefused`: marks unmet rules as errors. */
export const PasswordRuleList = ({
  password,
  isRefused,
}: {
  password: string;
  isRefused: boolean;
}) => (
  <ul className="flex flex-wrap gap-x-3 gap-y-1">
    {passwordRules(password).map(({ label, isMet }) => {
      const Icon = isMet ? Check : Dot;
      return (
        <li
          key={label}
          className={classes(
            'inline-flex items-center gap-1',
            isMet ? 'text-action-ink' : isRefused && 'text-danger',
          )}
        >
          <Icon aria-hidden="true" className="size-4" strokeWidth={isMet ? 2.5 : 4} />
          {label}
          <span className="sr-only">{isMet ? strings.auth.ruleMet : strings.auth.ruleOpen}</span>
        </li>
      );
    })}
  </ul>
);
