import { Eye, EyeOff } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { strings } from '../../../lib/strings.ts';

/** A password, hidden unless one asks to see it. */
export const PasswordField = (props: Omit<ComponentProps<typeof TextField>, 'label' | 'type'>) => {
  const [isShown, setShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <TextField
      label={strings.auth.password}
      name="password"
      type={isShown ? 'text' : 'password'}
      autoCapitalize="none"
      spellCheck={false}
      end={
        <Button
          look="icon"
          aria-label={isShown ? strings.auth.hidePassword : strings.auth.showPassword}
          aria-pressed={isShown}
          onClick={() => setShown(!isShown)}
        >
          <Icon aria-hidden="true" className="size-4.5" />
        </Button>
      }
      {...props}
    />
  );
};
