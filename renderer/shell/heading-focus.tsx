// Where the reader is put when another screen appears.
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../state/app-context.tsx';

/**
 * Focus and window title follow the heading of the screen, unless the screen marks a place where the reader left off.
 * Stands beside the screen within its Suspense, so that it acts when a screen that came later is there.
 */
export function HeadingFocus() {
  // A check that fails turns its page into another one, and so does a measurement that begins or ends.
  const screen = useAppState((state) => {
    if (state.screen === 'testing') return `testing ${state.run?.phase}`;
    if (state.screen === 'workspace') return `workspace ${state.workspace.view.kind}`;
    return state.screen === 'monitor' ? `monitor ${state.monitor?.phase}` : state.screen;
  });
  const shown = useRef(screen);
  const { t } = useTranslation('shell');
  useEffect(() => {
    const main = document.getElementById('main');
    const heading = main?.querySelector<HTMLElement>('h1');
    const name = t('name');
    document.title = heading?.textContent ? `${heading.textContent} – ${name}` : name;
    if (shown.current === screen) return;
    shown.current = screen;
    window.scrollTo(0, 0);
    const marked = main?.querySelector<HTMLElement>('[data-focus-here]');
    const target = heading ?? main;
    target?.setAttribute('tabindex', '-1');
    (marked ?? target)?.focus({ preventScroll: true });
  }, [screen, t]);
  return null;
}
