import { strings } from '../../strings/strings.ts';
import { Logo } from '../../ui/logo.tsx';

/** The left half of the sign-in page on a wide screen: what Parley is. */
export const AuthArt = () => (
  <aside className="relative isolate hidden flex-col overflow-hidden bg-art p-12 text-on-art lg:flex">
    <div
      aria-hidden="true"
      className="absolute -top-[14%] -left-[22%] -z-10 aspect-square w-[105%] rounded-[50%_50%_50%_8%] bg-art-raised"
    />
    <div
      aria-hidden="true"
      className="absolute right-[-14%] bottom-[-20%] -z-10 aspect-square w-[54%] rounded-[50%_50%_8%_50%] bg-accent outline-[14px] outline-art"
    />
    <div className="flex items-center gap-3 [--action:var(--on-art)] [--logo-behind:var(--art-raised)]">
      <Logo className="size-10" />
      <span className="text-2xl font-bold tracking-[-0.035em]">{strings.app.name}</span>
    </div>
    <div className="mt-[18vh] max-w-md">
      <p className="text-5xl leading-[1.08] font-bold tracking-[-0.04em] text-balance xl:text-6xl">
        {strings.app.tagline}
      </p>
      <p className="mt-6 max-w-xs text-lg text-pretty text-on-art-soft">{strings.app.promise}</p>
    </div>
  </aside>
);
