import { Eye, EyeOff } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useState } from 'react';
import { strings } from '../strings/strings.ts';
import { Button } from './button.tsx';
import { TextField } from './text-field.tsx';

/** A password field with a button that shows the password. */
export const PasswordField = ({
  label = strings.auth.password,
  ...props
}: Omit<ComponentProps<typeof TextField>, 'label' | 'type'> & { label?: string }) => {
  const [isShown, setShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <TextField
      label={label}
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
