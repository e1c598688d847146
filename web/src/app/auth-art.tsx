import { Logo } from '../components/logo.tsx';
import { strings } from '../lib/strings.ts';

/** The other half of the sign-in page on a wide screen: what Parley is, without a word too many. */
export const AuthArt = () => (
  <aside className="relative isolate hidden flex-col justify-between overflow-hidden bg-[oklch(0.3_0.055_216)] p-12 text-[oklch(0.97_0.012_200)] lg:flex">
    <div
      aria-hidden="true"
      className="absolute -top-40 -left-40 -z-10 size-[34rem] rounded-[50%_50%_50%_12%] bg-[oklch(0.36_0.068_213)]"
    />
    <div
      aria-hidden="true"
      className="absolute -right-32 -bottom-48 -z-10 size-[30rem] rounded-[50%_50%_12%_50%] bg-[oklch(0.735_0.145_44)]"
    />
    <div className="flex items-center gap-3 [--action:oklch(0.83_0.08_200)] [--logo-behind:oklch(0.36_0.068_213)]">
      <Logo className="size-10" />
      <span className="text-2xl font-bold tracking-[-0.035em]">{strings.app.name}</span>
    </div>
    <div className="max-w-md pb-24">
      <p className="text-5xl leading-[1.08] font-bold tracking-[-0.04em] text-balance">
        {strings.app.tagline}
      </p>
      <p className="mt-5 text-lg text-pretty text-[oklch(0.88_0.03_200)]">{strings.app.promise}</p>
    </div>
  </aside>
);
